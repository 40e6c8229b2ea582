"""The chain of an attempt's events: any change shows; and the receipt that people can read out."""

import hashlib
import re

from hypothesis import given
from hypothesis import strategies as st

from assessments import chain

EVENT = {"seq": 1, "kind": "ANSWER", "payload": ["a"], "slot_number": 3}


def test_a_link_is_the_hash_of_the_one_before_and_the_event():
    body = '{"kind":"ANSWER","payload":["a"],"seq":1,"slot_number":3}'

    assert chain.link("f0" * 32, EVENT) == hashlib.sha256(("f0" * 32 + body).encode()).hexdigest()


def test_the_order_of_the_facts_does_not_matter():
    assert chain.link("", EVENT) == chain.link("", dict(reversed(EVENT.items())))


@given(st.sampled_from(sorted(EVENT)), st.integers() | st.text() | st.none())
def test_any_changed_fact_changes_the_link(name, value):
    changed = {**EVENT, name: value}

    assert (chain.link("", changed) == chain.link("", EVENT)) is (changed == EVENT)


@given(st.text(alphabet="0123456789abcdef", min_size=64, max_size=64))
def test_a_link_depends_on_all_links_before(previous):
    assert chain.link(previous, EVENT) != chain.link("", EVENT)


def test_words_in_any_script_can_be_chained():
    assert chain.link("", {"payload": "Nguyễn 🏮 \x00"}) != chain.link("", {"payload": "Nguyen"})


@given(st.text(alphabet="0123456789abcdef", min_size=64, max_size=64))
def test_a_receipt_is_the_head_of_the_chain_in_fours(head):
    receipt = chain.receipt_of(head)

    assert re.fullmatch(r"[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4}", receipt)
    assert receipt.replace("-", "").lower() == head[:12]
