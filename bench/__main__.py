"""`./dev bench [--json] [--nation] [NAME ...]`: runs these benchmarks, or all; answers 1 when one misses its promise.

A benchmark is a file in this folder with a docstring and `run() -> list[Figure]` (see `bench.figures`). It runs in a
process of its own with Django set up, in demo mode on 31 May 2018, over a throw-away database that is migrated and
empty; `bench.rounds.interleaved` times rivals in turn, so that a busy machine is equally bad for each. Files without
a `run` are shared by benchmarks. To add one, add a file.
"""

import ast
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from importlib import import_module
from pathlib import Path

FOLDER = Path(__file__).parent
INSIDE, JSON = "--inside", "--json"
NATION = "--nation"  # measures 5.25 million organisations as well: for once, never as a matter of course


def main(words: list[str]) -> int:
    """Runs each benchmark in a process of its own."""
    if words[:1] == [INSIDE]:
        return inside(words[1], as_json=JSON in words)
    if NATION in words:
        os.environ["BENCH_NATION"] = "1"
    as_json, words, known = JSON in words, [word for word in words if word not in {JSON, NATION}], benchmarks()
    unknown = [name for name in words if name not in known]
    if unknown:
        print(f"There is no benchmark {', '.join(unknown)}. There are: {', '.join(known)}.", file=sys.stderr)
        return 2
    if as_json:
        ran = [alone(name, JSON) for name in words or known]
        found = {name: json.loads(said or "[]") for name, (_code, said) in zip(words or known, ran, strict=True)}
        print(json.dumps({"machine": machine(), "benchmarks": found}, ensure_ascii=False, indent=1))
    else:
        print(machine(), flush=True)
        ran = [alone(name) for name in words or known]  # the next one runs though one missed
    return max((code for code, _said in ran), default=0)


def benchmarks() -> list[str]:
    """The names of the files in this folder that define `run`."""
    files = {path.stem: ast.parse(path.read_text("utf-8")) for path in sorted(FOLDER.glob("*.py"))}
    return [
        name
        for name, tree in files.items()
        if not name.startswith("_") and any(isinstance(one, ast.FunctionDef) and one.name == "run" for one in tree.body)
    ]


def alone(name: str, *more: str) -> tuple[int, str]:
    """Runs one benchmark over a data folder that is thrown away; answers its exit code, and its words where asked."""
    home = tempfile.mkdtemp(prefix="tz-bench-")
    kept = {key: value for key, value in os.environ.items() if key not in {"TAIZHANG_DATABASE_URL", "TAIZHANG_SCHEMA"}}
    stays = Path(os.environ.get("TAIZHANG_HOME") or FOLDER.parent / "var") / "bench"  # what takes minutes to make
    environment = {**kept, "TAIZHANG_HOME": home, "TAIZHANG_DEMO": "1", "TAIZHANG_TODAY": "2018-05-31"}
    environment["TAIZHANG_KEPT"] = str(stays.resolve())
    try:
        command = [sys.executable, "-m", "bench", INSIDE, name, *more]
        said = subprocess.PIPE if more else None
        done = subprocess.run(command, cwd=FOLDER.parent, env=environment, stdout=said, text=True, check=False)
        return done.returncode, done.stdout or ""
    finally:
        shutil.rmtree(home, ignore_errors=True)


def inside(name: str, *, as_json: bool = False) -> int:
    """Prepares the database of this process's data folder, measures, and prints the figures."""
    from taizhang.config import cli, embedded
    from taizhang.config.home import home
    from taizhang.config.processes import taizhang

    embedded.ensure(home())
    taizhang("migrate", "--quiet")
    cli.prepare()
    module = import_module(f"bench.{name}")
    if not as_json:
        print(f"\n── {name}: {(module.__doc__ or '').splitlines()[0]}", flush=True)
    figures = module.run()
    if as_json:
        print(json.dumps([figure.values() for figure in figures], ensure_ascii=False))
    for figure in () if as_json else figures:
        print(figure, flush=True)
    return int(any(figure.missed for figure in figures))


def machine() -> str:
    """On what it ran."""
    model = next(
        (line.partition(":")[2].strip() for line in _lines("/proc/cpuinfo") if line.startswith("model name")),
        platform.processor() or platform.machine(),
    )
    memory = next((int(line.split()[1]) / 2**20 for line in _lines("/proc/meminfo") if line.startswith("MemTotal")), 0)
    software = f"Python {platform.python_version()}, PostgreSQL {_postgresql()}"
    return f"{model}, {os.cpu_count()} cores, {memory:.0f} GB, {software}, load {os.getloadavg()[0]:.1f}"


def _postgresql() -> str:
    from taizhang.config.binaries import find

    return subprocess.run([find() / "postgres", "-V"], capture_output=True, text=True, check=True).stdout.split()[-1]


def _lines(file: str) -> list[str]:
    path = Path(file)
    return path.read_text().splitlines() if path.exists() else []


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
