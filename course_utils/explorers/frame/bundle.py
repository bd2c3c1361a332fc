"""One ES module out of several: a widget's module reaches the browser as text, where a relative import leads nowhere."""

import re
from pathlib import Path

IMPORT = re.compile(r'^import \{([^}]*)\} from "(\.[^"]+)";\n', re.MULTILINE)
CLASS = re.compile(r"\.petals-[\w-]+")
EXPORT = re.compile(r"^export (?=(?:async )?(?:function\*?|const|class) (\w+))", re.MULTILINE)


def script(entry: Path) -> str:
    """Join a module with all that it imports, so that the text stands alone.

    Parameters
    ----------
    entry : Path
        An ES module; imports are written `import { name } from "./file.js";`, exports stand before `function`, `const` or `class`.

    Returns
    -------
    str
        The entry, exports and all, after each module it needs, once, wrapped so that their private names cannot meet.

    Raises
    ------
    FileNotFoundError
        If a module that is imported is not there.
    ImportError
        If modules import each other in a circle.
    """
    names: dict[Path, str] = {}
    wrapped: list[str] = []

    def linked(path: Path, above: tuple[Path, ...]) -> str:
        if path in above:
            raise ImportError(f"{path.name} imports itself through {above[-1].name}: move what both need into a third module.")
        source = path.read_text(encoding="utf-8")
        return IMPORT.sub(lambda found: f"const {{{found[1]}}} = {need((path.parent / found[2]).resolve(), (*above, path))};\n", source)

    def need(path: Path, above: tuple[Path, ...]) -> str:
        if path not in names:
            body = linked(path, above)
            names[path] = f"module{len(names)}"
            exported = ", ".join(EXPORT.findall(body))
            wrapped.append(f"const {names[path]} = (() => {{\n{EXPORT.sub('', body)}\nreturn {{ {exported} }};\n}})();\n")
        return names[path]

    own = linked(entry.resolve(), ())
    return "".join([*wrapped, own])


def style(*sheets: Path) -> str:
    """Join the shared look with an explorer's own.

    Parameters
    ----------
    *sheets : Path
        The explorer's own style sheets; each begins with a rule for the explorer's class, as `.petals-kernel .matrix`.

    Returns
    -------
    str
        The explorer's rules weigh one class more than the shared ones: every explorer on a page brings the shared look along, and the
        last one's must not undo what an earlier one says of itself.
    """
    shared = Path(__file__).parent / "look.css"
    return "\n".join([shared.read_text(encoding="utf-8"), *(_weighed(sheet.read_text(encoding="utf-8")) for sheet in sheets)])


def _weighed(own: str) -> str:
    first = CLASS.search(own)
    return re.sub(rf"{re.escape(first[0])}(?![\w-])", f".petals-explorer{first[0]}", own) if first else own
