/* What pages do better with a script: keep the place in a lesson, save answers as they are given.
   Every page works without it. Words come from the page, so that they can be translated. */
(() => {
  "use strict";

  document.documentElement.classList.add("js");

  const uuid = () => {
    if (crypto.randomUUID) return crypto.randomUUID();
    // randomUUID is missing on plain-HTTP addresses other than this machine.
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  };

  const post = (url, fields) => fetch(url, {
    method: "POST",
    body: new URLSearchParams(fields),
    headers: { "X-Requested-With": "fetch" },
    credentials: "same-origin",
    keepalive: true,
  });

  const later = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

  /* Lesson: when the end of a part comes into view, the server learns the part. */
  const keepPlace = (main) => {
    const token = main.querySelector("[name=csrfmiddlewaretoken]");
    const bar = document.querySelector(".top__line");
    const words = document.querySelector("[data-parts-read]");
    if (!token || !("IntersectionObserver" in window)) return;
    let furthest = Number(main.dataset.part || 0);
    const send = async (part) => {
      for (let wait = 500; part === furthest; wait = Math.min(wait * 2, 15000)) {
        try {
          if ((await post(main.dataset.placeUrl, { part, csrfmiddlewaretoken: token.value })).ok) return;
        } catch { /* offline: try again below */ }
        await later(wait);
      }
    };
    const seen = new IntersectionObserver((entries) => {
      for (const entry of entries) {
        const part = Number(entry.target.dataset.end);
        if (!entry.isIntersecting || part <= furthest) continue;
        furthest = part;
        if (bar) bar.value = part;
        if (words) words.textContent = words.dataset.partsRead.replace("0", part);
        send(part);
      }
    });
    for (const section of main.querySelectorAll("[data-part]")) {
      const end = document.createElement("span");
      end.dataset.end = section.dataset.part;
      section.append(end);
      seen.observe(end);
    }
  };

  /* Quiz: one operation in flight; said to be saved only when the server has answered for it. */
  const saveAnswers = (form) => {
    const status = document.querySelector("[data-saved]");
    const field = (name) => form.elements[name];
    const most = Number(form.dataset.choose || 1);
    const opened = performance.now();
    let wanted = 0;
    let saved = 0;
    let running = null;

    const say = (text, isBad) => {
      if (!status) return;
      status.textContent = text;
      status.classList.toggle("saved--not", Boolean(isBad));
    };
    const chosen = () => [...form.querySelectorAll("[name=answer]:checked")].map((input) => input.value);

    const once = async () => {
      const turn = wanted;
      const fields = new URLSearchParams({
        token: form.dataset.token,
        op_id: field("op_id").value,
        base_rev: field("base_rev").value,
        elapsed_ms: String(Math.round(performance.now() - opened)),
      });
      for (const letter of chosen()) fields.append("answer", letter);
      const response = await post(form.dataset.saveUrl, fields);
      if (!response.ok) throw new Error(String(response.status));
      const ack = await response.json();
      if (ack.op_id !== fields.get("op_id")) throw new Error("not an acknowledgement");
      field("base_rev").value = ack.rev;
      field("op_id").value = uuid();
      saved = turn;
      if (ack.outcome === "APPLIED") say(`${form.dataset.wordSaved} ${ack.saved}`);
      else location.reload();
    };

    const flush = async () => {
      for (let wait = 500; saved < wanted; wait = Math.min(wait * 2, 15000)) {
        try {
          await once();
        } catch {
          say(form.dataset.wordUnsaved, true);
          await later(wait * (0.75 + Math.random() / 2));
        }
      }
    };
    const start = () => {
      running ||= flush().finally(() => { running = null; });
      return running;
    };

    form.addEventListener("change", (event) => {
      if (event.target.name !== "answer") return;
      if (event.target.type === "checkbox" && chosen().length > most) {
        event.target.checked = false;
        say(form.dataset.wordMost, true);
        return;
      }
      wanted += 1;
      start();
    });
    form.addEventListener("submit", (event) => {
      if (!running) return;
      // The button's own post would race the save: let the save come first, but never hold anybody for long.
      event.preventDefault();
      Promise.race([running, later(4000)]).then(() => {
        running = null;
        saved = wanted;
        form.requestSubmit(event.submitter);
      });
    });
  };

  const main = document.querySelector("[data-place-url]");
  if (main) keepPlace(main);
  for (const form of document.querySelectorAll("form[data-save-url]")) saveAnswers(form);
})();
