"""What taking in lists costs: a series of sdn.csv beside a plain set difference, and a generated SDN_ADVANCED beside a bare stream.

What belongs here: the two comparisons, each in processes of its own, and what they print. What does not: bounds (`tests/lists`).
The 120 MB file is synthetic: made by repeating the shape of the official format with made-up names, in a temporary folder, never kept.

    python -m bench.lists [FOLDER OF SDN.CSV FILES]
"""

from __future__ import annotations

import json
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

import zstandard

from pipelines.settings import Settings

SERIES = "data/us_ofac/sdn_csv_2021-05_2022-06.tar.zst"

_HEADER = """
import json, sys, time
from pathlib import Path
start = time.process_time()
def done(**found):
    cpu = time.process_time() - start
    peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))  # ru_maxrss counts the parent in
    print(json.dumps({"cpu": round(cpu, 2), "megabytes": int(peak.split()[1]) // 1024, **found}))
"""

#: One reader that does only the set difference: DuckDB over pairs (id, programme) of files in order of their names.
DIFFERENCE = """
import duckdb
connection = duckdb.connect()
connection.execute("set enable_progress_bar = false")
names = ", ".join(f"'c{index}': 'varchar'" for index in range(12))
found = connection.execute(f'''
    with rows as (
        select filename, c0 as uid, unnest(string_split(c3, '] [')) as programme
        from read_csv('{sys.argv[1]}/*.csv', header = false, filename = true, null_padding = true, auto_detect = false, delim = ',',
            quote = '"', columns = {{{names}}})
        where c3 is not null
    ),
    files as (select filename, row_number() over (order by filename) as number from (select distinct filename from rows)),
    pairs as (select number, uid, programme from rows inner join files using (filename))
    select count(*) from (
        select later.* from pairs as later
        anti join pairs as earlier
            on earlier.number = later.number - 1 and earlier.uid = later.uid and earlier.programme = later.programme
        union all
        select earlier.* from pairs as earlier
        anti join pairs as later
            on earlier.number = later.number - 1 and earlier.uid = later.uid and earlier.programme = later.programme
        where earlier.number < (select max(number) from files)
    )
''').fetchone()[0]
done(differences=found)
"""

INGEST = """
from datetime import datetime
from pipelines.ingest import File, ingest
from pipelines.settings import Settings
files = [File(path, datetime.strptime(path.name[4:19], "%Y%m%dT%H%M%S")) for path in sorted(Path(sys.argv[1]).glob("*.csv"))]
taken = ingest(Settings(home=Path(sys.argv[2])), "us-ofac-sdn", files)
done(files=len(taken), accepted=sum(one.verdict == "accepted" for one in taken))
"""

#: The same fields without any care: no list of known fields, no categories, no guards.
BARE = """
from lxml import etree
start = time.process_time()
N = "{http://www.un.org/sanctions/1.0}"
names, rows = {}, []
for _, element in etree.iterparse(sys.argv[1], events=("end",), tag=(N + "DistinctParty", N + "SanctionsEntry")):
    if element.tag == N + "DistinctParty":
        profile = element.find(N + "Profile")
        alias = next(one for one in profile.iterfind(f"{N}Identity/{N}Alias") if one.get("Primary") == "true")
        parts = [part.text for part in alias.find(N + "DocumentedName").iterfind(f"{N}DocumentedNamePart/{N}NamePartValue")]
        names[profile.get("ID")] = (", ".join(parts), profile.get("PartySubTypeID"))
    else:
        days = [tuple(int(part.text) for part in day) for day in element.iterfind(f"{N}EntryEvent/{N}Date")]
        codes = [m.findtext(N + "Comment") for m in element.iterfind(N + "SanctionsMeasure") if m.get("SanctionsTypeID") == "1"]
        rows += [(element.get("ProfileID"), code, names[element.get("ProfileID")], min(days)) for code in codes]
    element.clear()
    while element.getprevious() is not None:
        del element.getparent()[0]
done(rows=len(rows))
"""

STREAM = """
from pipelines.lists import ofac_advanced
from pipelines.lists.fields import Fields
from pipelines.lists.records import Signals
start = time.process_time()
signals = Signals()
with open(sys.argv[1], "rb") as file:
    parsed = ofac_advanced.read(file, Fields(), signals, is_sdn=True)
done(rows=len(parsed.rows), signals=len(signals.counts))
"""


def measure(program: str, *arguments: object) -> dict[str, float]:
    """Run a program in a process of its own: CPU seconds with imports, peak memory, and what it found."""
    command = [sys.executable, "-c", _HEADER + program, *map(str, arguments)]
    out = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    found: dict[str, float] = json.loads(out[out.rindex("{") :].splitlines()[0])
    return found


def write_advanced(path: Path, sample: Path, megabytes: int) -> int:
    """Write a synthetic SDN_ADVANCED of about that size in the shape of the official sample; returns the number of parties."""
    text = sample.read_text(encoding="utf-8")
    head = text[: text.index("<DistinctParties>")]
    party = _between(text, '<DistinctParty FixedRef="23665">', "</DistinctParty>")
    entry = _between(text, '<SanctionsEntry ID="18642"', "</SanctionsEntry>")
    features = _between(text, "<Feature ", "</Feature>")
    party = party.replace("</Profile>", features * 6 + "</Profile>")
    count = int(megabytes * 1_000_000 / (len(party) + len(entry)))
    with path.open("w", encoding="utf-8") as file:
        file.write(head + "<DistinctParties>\n")
        for number in range(100_000, 100_000 + count):
            file.write(party.replace("23665", str(number)).replace("BLUE LAGOON", f"SYNTHETIC {number}"))
        file.write("</DistinctParties>\n<SanctionsEntries>\n")
        for number in range(100_000, 100_000 + count):
            file.write(entry.replace("18642", str(number)))
        file.write("</SanctionsEntries>\n<SanctionsEntryLinks />\n</Sanctions>\n")
    return count


def _between(text: str, first: str, last: str) -> str:
    begin = text.index(first)
    return text[begin : text.index(last, begin) + len(last)] + "\n"


def unpack(archive: Path, folder: Path) -> Path:
    """Unpack a series of snapshots and return the folder of its files."""
    with (
        archive.open("rb") as file,
        zstandard.ZstdDecompressor().stream_reader(file) as plain,
        tarfile.open(fileobj=plain, mode="r|") as tar,
    ):
        tar.extractall(folder, filter="data")
    return next(folder.rglob("*.csv")).parent


def series(folder: Path, work: Path) -> dict[str, dict[str, float]]:
    """Both readers over the same files in the same run."""
    return {"difference": measure(DIFFERENCE, folder), "ingest": measure(INGEST, folder, work / "home")}


def advanced(sample: Path, work: Path, megabytes: int = 120) -> dict[str, dict[str, float]]:
    """Both streams over the same synthetic file."""
    path = work / "SYNTHETIC_SDN_ADVANCED.xml"
    parties = write_advanced(path, sample, megabytes)
    found = {"bare": measure(BARE, path), "stream": measure(STREAM, path)}
    found["file"] = {"parties": parties, "megabytes": path.stat().st_size // 1_000_000}
    path.unlink()
    return found


def main() -> None:
    """Print both comparisons."""
    shared = Settings().shared
    with tempfile.TemporaryDirectory() as temporary:
        work = Path(temporary)
        folder = Path(sys.argv[1]) if len(sys.argv) > 1 else unpack(shared / SERIES, work / "series")
        both = series(folder, work)
        plain, ours = both["difference"], both["ingest"]
        print(f"sdn.csv, {ours['files']} files, {ours['accepted']} accepted; CPU seconds with imports, peak memory")
        print(_line("DuckDB, set difference only", plain))
        print(_line("ingest: archive, guards, chain", ours), f"{ours['cpu'] / plain['cpu']:.2f} x DuckDB")
        (sample,) = (shared / "data/us_ofac/advanced_xml").glob("*.xml")
        found = advanced(sample, work)
        bare, stream, file = found["bare"], found["stream"], found["file"]
        size = f"{file['megabytes']} MB, {file['parties']} parties, {stream['rows']} rows"
        print(f"SDN_ADVANCED, SYNTHETIC, {size}; CPU seconds without imports, peak memory")
        print(_line("bare lxml.iterparse", bare))
        print(_line("stream, fields accounted for", stream), f"{bare['cpu'] / stream['cpu']:.2f} x the speed of the bare one")


def _line(title: str, found: dict[str, float]) -> str:
    return f"  {title:32}{found['cpu']:6.2f} s {found['megabytes']:5.0f} MB  "


if __name__ == "__main__":
    main()
