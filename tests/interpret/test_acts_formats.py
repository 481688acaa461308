"""Formats and hostile text. The acts are made up in the markup of Formex and of EUR-Lex; none is real."""

from __future__ import annotations

import time
from datetime import date

import pytest

from pipelines.interpret.acts import interpret_act
from pipelines.interpret.acts.formats import SIGNALS, to_plain

FORMEX = """<?xml version="1.0"?><!DOCTYPE ACT [<!ENTITY boom "boom">]><ACT><BIB.INSTANCE><COLL>L</COLL></BIB.INSTANCE>
<TITLE><TI><P><HT TYPE="UC">Council Regulation</HT> (EU) 2023/9001</P><P>of <DATE ISO="20230303">3 March 2023</DATE></P>
<P>amending Regulation (EU) No 833/2014</P></TI></TITLE>
<PREAMBLE><PREAMBLE.INIT>THE COUNCIL OF THE EUROPEAN UNION,</PREAMBLE.INIT>
<VISA>Having regard<NOTE><P>OJ L 1.</P></NOTE></VISA><PREAMBLE.FINAL>HAS ADOPTED THIS REGULATION:</PREAMBLE.FINAL></PREAMBLE>
<ARTICLE><TI.ART>Article 1</TI.ART><ALINEA><P>Regulation (EU) No 833/2014 is amended as follows:</P>
<LIST>
<ITEM><NP><NO.P>(1)</NO.P><TXT>in Article 3k, the following paragraph is inserted:</TXT><P><QUOT.START CODE="2018"/></P>
<PARAG><NO.PARAG>3b.</NO.PARAG>
<ALINEA>The prohibitions shall not apply to the execution until <DATE ISO="20230604">4 June 2023</DATE> of contracts.
<QUOT.END CODE="2019"/>;</ALINEA></PARAG></NP></ITEM>
<ITEM><NP><NO.P>(2)</NO.P><TXT>Annex IV is amended as set out in the Annex to this Regulation.</TXT></NP></ITEM></LIST></ALINEA></ARTICLE>
<ARTICLE><TI.ART>Article 2</TI.ART>
<ALINEA>This Regulation shall enter into force on the day following that of its publication.</ALINEA></ARTICLE>
<FINAL><P>Done at Brussels, 3 March 2023.</P></FINAL></ACT><ANNEX><TITLE><TI><P>ANNEX</P></TI></TITLE>
<P>In Annex IV to Regulation (EU) No 833/2014, the following entries are added:</P>
<TBL><ROW><CELL>1.</CELL><CELL>Made-up Works &amp; Sons</CELL><CELL>Moscow</CELL></ROW></TBL></ANNEX>"""

XHTML = """<html><body><p class="oj-doc-ti">COUNCIL REGULATION (EU) 2023/9001</p><p class="oj-doc-ti">of 3 March 2023</p>
<p class="oj-doc-ti">amending Regulation (EU) No&#160;833/2014</p><p>THE COUNCIL OF THE EUROPEAN UNION,</p>
<p>HAS ADOPTED THIS REGULATION:</p>
<p class="oj-ti-art">Article 1</p><p>Regulation (EU) No&nbsp;833/2014 is amended as follows:</p>
<table><tr><td><p>(1)</p></td><td><p>in Article 3k, the following paragraph is inserted:</p>
<table><tr><td><p>‘3b.</p></td>
<td><p>The prohibitions shall not apply to the execution until 4&#160;June 2023 of contracts.’;</p></td></tr></table></td></tr></table>
<table><tr><td><p>(2)</p></td><td><p>Annex IV is amended as set out in the Annex to this Regulation.</p></td></tr></table>
<p class="oj-ti-art">Article 2</p>
<p>This Regulation shall enter into force on the day following that of its publication.</p>
<p>Done at Brussels, 3 March 2023.</p><p class="oj-doc-ti">ANNEX</p>
<p>In Annex IV to Regulation (EU) No 833/2014, the following entries are added:</p>
<table class="oj-table">
<tr class="oj-table"><td><p class="oj-tbl-txt">1.</p></td><td><p class="oj-tbl-txt">Made-up Works &amp; Sons</p></td>
<td><p class="oj-tbl-txt">Moscow</p></td></tr></table></body></html>"""


@pytest.mark.parametrize("text", [FORMEX, XHTML], ids=["formex", "xhtml"])
def test_markup_reads_like_words(text: str) -> None:
    reading = interpret_act(text, page_date=date(2023, 3, 4))
    rows = [(a.action, a.measure, a.count, a.names, a.effective_on, a.expires_on) for a in reading.actions]
    force = date(2023, 3, 5)
    assert rows == [
        ("exempt", "export_ban", None, (), force, date(2023, 6, 4)),
        ("list", "export_ban", 1, ("Made-up Works & Sons",), force, None),
    ]
    assert "4" in reading.actions[0].quote and text[reading.actions[0].start : reading.actions[0].end] == reading.actions[0].quote


def test_offsets_point_into_the_text_as_given() -> None:
    given = "<p>one\u200b two</p><p>thr&#101;e &amp; four</p>"
    plain = to_plain(given)
    assert plain.text.split() == ["one", "two", "three", "&", "four"]
    start = plain.text.index("three")
    assert given[slice(*plain.span(start, start + 5))] == "thr&#101;e"
    assert "invisible_characters" in plain.signals


def test_entities_are_never_expanded() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><p>&b;</p>'
    assert "aaaaaaaaaa" not in to_plain(bomb).text.split("]>")[-1]


EU = "COUNCIL REGULATION (EU) 2023/9001 amending Regulation (EU) No 833/2014\nTHE COUNCIL OF THE EUROPEAN UNION,\nHAS ADOPTED\n"
HOSTILE = {
    "one line": ("a" * 10_000_000, "long_line"),
    "blank": (" " * 3_000_000, "empty"),
    "nested markup": ("<html>" + "<p>" * 500_000, "many_tags"),
    "open brackets": ("<p>" + "<" * 300_000, "broken_markup"),
    "control characters": (EU + "\x00\x01" * 200_000, "control_characters"),
    "zero width": (EU + "\u200b" * 200_000, "invisible_characters"),
    "markers": (EU + "Article 1\n" + "(1)\n" * 60_000, "many_parts"),
    "markers without end": (EU + "Article 1\n" + "(1)\n" * 2_500_000, "many_lines"),
    "law": (EU + "Article 1\nIn Article 3k, the following is added:\n" + "> 9. It shall be prohibited\n" * 40_000, "many_parts"),
    "annexes without end": (EU + "Article 1\nDone at Brussels\n" + "ANNEX\n" * 300_000, "many_lines"),
    "quotes": (EU + "Article 1\n" + "‘(a) " * 100_000, "long_line"),
    "numbers": (EU + "1, 2 and " * 50_000, "long_line"),
    "lists of annexes": (EU + "Article 1\n" + "Annexes I, II and III " * 20_000, "long_line"),
    "Russian points": ("постановляю:\n" + "1. Запретить ввоз из Турции 0702 00\n" * 30_000, "many_parts"),
    "no act": ("Dear Sir or Madam, nothing here is law.", "no_act"),
    "nothing": ("", "empty"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_ends_in_bounded_time_with_a_named_signal(name: str) -> None:
    text, signal = HOSTILE[name]
    began = time.process_time()  # a busy machine must not fail the test
    reading = interpret_act(text, page_date=date(2023, 3, 4))
    assert time.process_time() - began < 8
    assert signal in reading.signals and set(reading.signals) <= set(SIGNALS)
    assert reading.actions or reading.unread, "never silence"
