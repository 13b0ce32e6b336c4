"""Mutants on trial: which tests run which line, and whether these notice a changed module.

Only tests that run the changed line can notice the change, so only they are run, quickest first.
Each trial is a fork of a process that has every library loaded and nothing of ours.
"""

from __future__ import annotations

import contextlib
import importlib
import importlib.abc
import importlib.util
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue

import coverage
import pytest
from hypothesis import Phase, settings
from mutants import Mutant

__all__ = ["ROOT", "SOURCE", "Trials", "trials"]

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "contingent"
SUITE = (
    "tests/ledger",
    "tests/golden/test_chronicles.py",
    "tests/golden/test_ledgers.py",
    "tests/laws/test_ledger_laws.py",
    "tests/laws/test_noninterference.py",
    "tests/laws/test_overview_laws.py",
    "tests/cli/test_custody.py",
    "tests/situation/test_access.py",
    "tests/situation/test_erasing.py",
    "tests/vocabulary/test_label.py",
)
OUTSIDE = ("tests/ledger/test_label_predicates.py", "tests/ledger/test_mutation_score.py")
HOW = ("-q", "-p", "no:cacheprovider", "--timeout", "120")
FIRST = 10  # so many of the quickest tests are tried before the others
SLOW = 20.0  # seconds; tests that take longer are left out, which can only lower a score
PATIENCE = 600  # seconds; a changed module that lasts longer has been noticed
_NOTICED = set(pytest.ExitCode) - {pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """Which tests run which lines of our source, and how long each test takes, in seconds."""

    tests: Mapping[str, Mapping[int, frozenset[str]]]
    seconds: Mapping[str, float]

    def of(self, name: str, mutant: Mutant) -> list[str]:
        """The tests that run a mutant's lines, quickest first; all, where it runs on import."""
        lines = self.tests.get(name, {})
        found = {test for line in mutant.lines for test in lines.get(line, ())}
        if "" in found:
            return self.of_module(name)
        return self._quickest(found)

    def of_module(self, name: str) -> list[str]:
        """The tests that run any line of a module, quickest first."""
        return self._quickest(test for some in self.tests.get(name, {}).values() for test in some)

    def _quickest(self, tests: Iterable[str]) -> list[str]:
        quick = {test for test in tests if test and self.seconds.get(test, 0.0) < SLOW}
        return sorted(quick, key=lambda test: (self.seconds.get(test, 0.0), test))


class Trials:
    """Several trials at once, one to a processor."""

    def __init__(self, cover: Cover, judges: Sequence[subprocess.Popen[str]]) -> None:
        """Know who covers what; the judges are processes that wait for a case."""
        self._cover = cover
        self._free: SimpleQueue[subprocess.Popen[str]] = SimpleQueue()
        for judge in judges:
            self._free.put(judge)
        self._threads = len(judges)

    def unnoticed(self, name: str, tried: Iterable[Mutant]) -> list[str]:
        """Those mutants of a module, `ledger/labels.py` say, that every test passes."""
        chosen = list(tried)
        with ThreadPoolExecutor(self._threads) as pool:
            noticed = pool.map(lambda mutant: self.is_noticed(name, mutant), chosen)
            return [mutant.where for mutant, seen in zip(chosen, noticed, strict=True) if not seen]

    def is_noticed(self, name: str, mutant: Mutant) -> bool:
        """Whether some test fails, or never ends, with the mutant in the place of the module."""
        tests = self._cover.of(name, mutant)
        return any(
            self._fails(name, mutant.text, some) for some in (tests[:FIRST], tests[FIRST:]) if some
        )

    def passes(self, name: str) -> bool:
        """Whether all tests of a module pass over the module as it is: else nothing is shown."""
        text = (SOURCE / name).read_text(encoding="utf-8")
        return not self._fails(name, text, self._cover.of_module(name))

    def _fails(self, name: str, text: str, tests: list[str]) -> bool:
        judge = self._free.get()
        try:
            assert judge.stdin is not None
            assert judge.stdout is not None
            judge.stdin.write(json.dumps({"name": name, "text": text, "tests": tests}) + "\n")
            judge.stdin.flush()
            code = int(judge.stdout.readline())
        finally:
            self._free.put(judge)
        assert code in {pytest.ExitCode.OK, *_NOTICED}, f"{name}: exit status {code}"
        return code in _NOTICED


@contextlib.contextmanager
def trials() -> Iterator[Trials]:
    """Trials over the source as it is: its tests are run once, to see what each of them runs.

    What they run is kept in the file that the variable COVER names, and taken from there again.
    """
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            **os.environ,
            "PYTHONDONTWRITEBYTECODE": "1",
            "NUMBA_DISABLE_JIT": "1",
            "HYPOTHESIS_STORAGE_DIRECTORY": f"{folder}/hypothesis",
        }
        kept = os.environ.get("COVER") or f"{folder}/cover"
        if not Path(kept).exists():
            subprocess.run(
                [sys.executable, __file__, "--observe", kept], cwd=ROOT, env=environment, check=True
            )
        judges = [
            subprocess.Popen(
                [sys.executable, __file__, "--judge", kept],
                cwd=ROOT,
                env=environment,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
            for _ in range(os.cpu_count() or 1)
        ]
        try:
            yield Trials(_read_cover(kept), judges)
        finally:
            for judge in judges:
                judge.communicate()


# Below: what the processes do.


class _Observer:
    """Tells coverage whose lines are being run, and notes how long each test takes."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        measuring = coverage.Coverage.current()
        assert measuring is not None
        measuring.switch_context(item.nodeid)
        begun = time.perf_counter()
        answer = yield
        self.seconds[item.nodeid] = time.perf_counter() - begun
        measuring.switch_context("")
        return answer


def _observe(kept: str) -> int:
    """Run the suite once and write down what it ran."""
    observer = _Observer()
    measuring = coverage.Coverage(data_file=kept, source=[str(SOURCE)], config_file=False)
    measuring.start()
    ignored = [f"--ignore={path}" for path in OUTSIDE]
    code = pytest.main([*HOW, *ignored, *SUITE], plugins=[observer])
    measuring.stop()
    measuring.save()
    libraries = [name for name in sys.modules if _is_library(name)]
    text = json.dumps({"seconds": observer.seconds, "libraries": libraries})
    Path(f"{kept}.json").write_text(text, encoding="utf-8")
    return code


def _is_library(name: str) -> bool:
    module = sys.modules[name]
    origin = str(getattr(module, "__file__", None) or "")
    return "site-packages" in origin and not name.startswith(("_pytest", "pytest", "contingent"))


def _read_cover(kept: str) -> Cover:
    data = coverage.CoverageData(kept)
    data.read()
    tests = {
        Path(path).relative_to(SOURCE).as_posix(): {
            line: frozenset(names) for line, names in data.contexts_by_lineno(path).items()
        }
        for path in data.measured_files()
    }
    noted = json.loads(Path(f"{kept}.json").read_text(encoding="utf-8"))
    return Cover(tests=tests, seconds=noted["seconds"])


class _Changed(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Gives one of our modules with another text."""

    def __init__(self, name: str, text: str) -> None:
        self._path = SOURCE / name
        self._module = "contingent." + name.removesuffix(".py").replace("/", ".")
        self._text = text

    def find_spec(self, fullname, path=None, target=None):
        if fullname != self._module:
            return None
        return importlib.util.spec_from_file_location(fullname, self._path, loader=self)

    def exec_module(self, module) -> None:
        exec(compile(self._text, str(self._path), "exec"), vars(module))


def _judge(kept: str) -> int:
    """Try one case after the other: a line of JSON in, an exit status out."""
    for library in json.loads(Path(f"{kept}.json").read_text(encoding="utf-8"))["libraries"]:
        with contextlib.suppress(ImportError):
            importlib.import_module(library)
    quick = (Phase.explicit, Phase.generate)  # one failure is enough, however long its example
    settings.register_profile("trial", deadline=None, database=None, phases=quick)
    for line in sys.stdin:
        case = json.loads(line)
        child = os.fork()
        if child == 0:
            os.setsid()
            nowhere = os.open(os.devnull, os.O_RDWR)
            for stream in (0, 1, 2):
                os.dup2(nowhere, stream)
            sys.meta_path.insert(0, _Changed(case["name"], case["text"]))
            os._exit(pytest.main(["-x", "--hypothesis-profile", "trial", *HOW, *case["tests"]]))
        print(_ended(child), flush=True)
    return 0


def _ended(child: int) -> int:
    """The exit status of a process; one that lasts too long is ended and has failed."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            code = os.waitstatus_to_exitcode(status)
            return code if code >= 0 else int(pytest.ExitCode.TESTS_FAILED)  # a crash is noticed
        time.sleep(0.02)
    os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return int(pytest.ExitCode.TESTS_FAILED)


if __name__ == "__main__":
    work = {"--observe": _observe, "--judge": _judge}
    raise SystemExit(work[sys.argv[1]](sys.argv[2]))
