"""`python -m bench [CASE]…`: what a request costs, in units of a bare Django view."""

import gc
import json
import os
import platform
import signal
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from importlib.metadata import version
from pathlib import Path
from typing import Any

from bench import certificate
from bench.cases import CASES, CERTIFICATE, LEAST_A_SECOND, LEAST_OF_RAW, NAMES, Case
from bench.database import Database, throw_away
from bench.measure import Figure, measure
from bench.servers import ROOT, Server, environment, running


def main(wanted: list[str]) -> None:
    unknown = [name for name in wanted if name not in NAMES]
    if unknown:
        print(f"bench: there is no case {unknown[0]!r}. The cases are {', '.join(NAMES)}.", file=sys.stderr)
        raise SystemExit(2)
    chosen = [case for case in CASES if not wanted or case.name in wanted]
    if chosen:
        on_servers(chosen)
    if not wanted or CERTIFICATE in wanted:
        certificates()


def on_servers(chosen: list[Case]) -> None:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="lantern-bench-")))
        database = stack.enter_context(throw_away(folder))
        print(headline(database), flush=True)
        print("bench: filling the database, about a minute", file=sys.stderr, flush=True)
        plan = seed(chosen, folder, database)
        names = [f"lantern_bench_{os.getpid()}_{part}" for part in ("app", "yardstick")]
        product = stack.enter_context(
            running(names[0], "learning.wsgi:application", "bench.settings", folder, database)
        )
        yardstick = stack.enter_context(
            running(
                names[1], "bench.yardstick.wsgi:application", "bench.yardstick.settings", folder, database
            )
        )
        rows(chosen, plan, product, yardstick)


def seed(chosen: list[Case], folder: Path, database: Database) -> dict[str, Any]:
    """Fill the database in a process of its own; give back what it wrote down."""
    out = folder / "plan.json"
    done = subprocess.run(
        [sys.executable, "-m", "bench.seed", str(out), *(case.name for case in chosen)],
        check=False,
        cwd=ROOT,
        env=environment("bench.settings", folder, database, "lantern_bench_seed"),
        start_new_session=True,
    )
    if done.returncode:
        raise SystemExit("bench: filling the database failed; the lines above say why.")
    plan: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))
    return plan


def headline(database: Database) -> str:
    granian = ".".join(version("granian").split(".")[:2])
    python = ".".join(platform.python_version_tuple()[:2])
    return f"{database.words} under granian {granian} WSGI, Python {python}, {os.cpu_count()} cores"


def rows(chosen: list[Case], plan: dict[str, Any], product: Server, yardstick: Server) -> None:
    gc.disable()  # of this process only: a pause here would sit between two readings
    for case in chosen:
        found = plan["cases"][case.name]
        figure = measure(case, product, found["requests"], yardstick, plan["yardstick"])
        print(line(case, figure, found), flush=True)
    sizes = ", ".join(
        f"{size:,} {'bytes' if kind == 'plain' else kind}" for kind, size in plan["stylesheet"].items()
    )
    print(f"lantern.css  {sizes}", flush=True)


def line(case: Case, figure: Figure, found: dict[str, Any]) -> str:
    verdict = "ok" if figure.ratio <= case.goal else "short"
    spread = f"{min(figure.ratios):.2f}-{max(figure.ratios):.2f}"
    weight = f", {found['bytes']:,} bytes gz" if found["bytes"] else ""
    return (
        f"{case.name:<12} {figure.ratio:5.2f} x ({spread})  goal <= {case.goal:<5}{verdict:<6}"
        f" {found['queries']} queries{weight}, {figure.case_ms:.2f} ms against {figure.yardstick_ms:.2f} ms"
    )


def certificates() -> None:
    found = certificate.measure()
    share = "ok" if found.share >= LEAST_OF_RAW else "short"
    rate = "ok" if found.a_second >= LEAST_A_SECOND else "short"
    spread = f"{min(found.shares):.0%}-{max(found.shares):.0%}"
    print(
        f"{CERTIFICATE:<12} {found.share:4.0%} of raw ReportLab's speed ({spread})  goal >= {LEAST_OF_RAW:.0%}  {share};"
        f" {found.a_second:.0f} a second a core  goal >= {LEAST_A_SECOND}  {rate};"
        f" {found.draw_ms:.2f} ms against {found.raw_ms:.2f} ms, {found.size:,} bytes",
        flush=True,
    )


def stop(_number: int, _frame: Any) -> None:
    """End in order; a second Ctrl-C must not keep the database from being dropped."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    raise KeyboardInterrupt


if __name__ == "__main__":
    for interruption in (signal.SIGINT, signal.SIGTERM):
        signal.signal(interruption, stop)
    try:
        main(sys.argv[1:])
    except KeyboardInterrupt:
        print("bench: stopped; the database is dropped and the servers have ended.", file=sys.stderr)
        raise SystemExit(130) from None
