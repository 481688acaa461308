"""Readers of published datasets, on lines of their own shape."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from pipelines.scoreboard import eusanct, gsdb, ist
from pipelines.scoreboard.case import DatasetUnreadable, day_of


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "data.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_ist(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "caseid,sender,target,startdate,terdate,ongoing,gradual,expiry,review\nA,1830,365,06.03.2014,,1,1,0,\nB,2,640,01.08.2018,02.11.2018,0,0,0,0\n",
    )
    first, second = ist.read(path)
    assert (first.sender, first.target, first.start, first.end, first.ongoing, first.gradual, first.review) == (
        "EU",
        "RU",
        date(2014, 3, 6),
        None,
        True,
        True,
        None,
    )
    assert (second.sender, second.target, second.end) == ("US", "TR", date(2018, 11, 2))


def test_eusanct_has_a_case_for_each_sender(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "caseid,targetstate_name,impositionEU,impositionEU_date,enddateEU,impositionUS,impositionUS_year,enddateUS,gradualism\n"
        "2014022701,Russia,1,2014-03-17,ongoing,1,2014,ongoing,2\n2013121201,Ukraine,1,2014-02-20,2014-07-16,0,,,3\n",
    )
    eu, us, ukraine = eusanct.read(path)
    assert (eu.case_id, eu.start, eu.precision, eu.ongoing, eu.gradual) == ("2014022701/EU", date(2014, 3, 17), "day", True, False)
    assert (us.sender, us.start, us.precision) == ("US", date(2014, 1, 1), "year")
    assert (ukraine.end, ukraine.ongoing, ukraine.gradual) == (date(2014, 7, 16), False, True)


def test_eusanct_without_days_is_read_by_year(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "caseid,targetstate_name,impositionEU,impositionEU_year,endyearEU,impositionUS,impositionUS_year,endyearUS,gradualism\n"
        "1999010101,Turkey,1,1999,2001,0,,,1\n",
    )
    (case,) = eusanct.read(path)
    assert (case.start, case.end, case.precision, case.ongoing) == (date(1999, 1, 1), date(2001, 12, 31), "year", False)


def test_gsdb_reads_the_state_from_success_and_splits_senders(tmp_path: Path) -> None:
    header = (
        "case_id,sanctioned_state,sanctioning_state,begin,end,trade,descr_trade,arms,military,financial,travel,other,"
        "target_mult,sender_mult,objective,success"
    )
    path = written(
        tmp_path,
        f'{header}\n1006,Russia,"EU, United States",2014,2023,1,exp_part,1,1,1,0,0,0,1,end_war,ongoing\n'
        "1122,Turkey,United States,2018,2018,0,,0,0,1,0,0,0,0,human_rights,success_total\n",
    )
    rows = gsdb.read(path)
    assert [(r.sender, r.ongoing, r.end) for r in rows] == [("EU", True, None), ("US", True, None), ("US", False, date(2018, 12, 31))]


def test_a_file_of_another_shape_is_named(tmp_path: Path) -> None:
    with pytest.raises(DatasetUnreadable, match=r"data\.csv lacks the columns caseid"):
        ist.read(written(tmp_path, "id,name\n1,x\n"))
    with pytest.raises(DatasetUnreadable, match="lacks the columns impositionEU"):
        eusanct.read(written(tmp_path, "caseid,targetstate_name\n1,Russia\n"))
    with pytest.raises(DatasetUnreadable, match="lacks the columns begin, end"):  # the dyadic file
        gsdb.read(written(tmp_path, "case_id,sanctioned_state,sanctioning_state,year,success\n"))
    with pytest.raises(DatasetUnreadable, match="cannot be read"):
        ist.read(tmp_path / "absent.csv")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("06.03.2014", date(2014, 3, 6)),
        ("2014-03-06 00:00:00", date(2014, 3, 6)),
        ("06/03/2014", date(2014, 3, 6)),
        ("31.02.2014", None),
        ("ongoing", None),
        ("", None),
    ],
)
def test_days(text: str, day: date | None) -> None:
    assert day_of(text) == day
