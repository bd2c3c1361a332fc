"""A bare page for one explorer: what its face says reaches the Python explorer and back, without a notebook, in a second."""

import base64
import json
from pathlib import Path
from typing import Any

from traitlets import TraitError

SCREENSHOTS = Path(__file__).parents[2] / "_build" / "screenshots"
PAGE = """<!doctype html><meta charset="utf-8"><style id="look"></style><body data-jp-theme-light="{light}"><div id="face"></div>"""
DARK = """:root { --jp-ui-font-color1: rgba(255,255,255,0.87); --jp-ui-font-color2: rgba(255,255,255,0.7); --jp-layout-color1: #111111;
  --jp-layout-color2: #424242; --jp-border-color1: #616161; --jp-brand-color1: #64b5f6; } body { background: #111111; }"""
# A Backbone model as far as anywidget shows it to a face; `tell` carries what the face says to Python and brings back what followed.
MODEL = """
const open = (value) => value === null || typeof value !== "object" ? value
  : Array.isArray(value) ? value.map(open)
  : "$bytes" in value ? new DataView(Uint8Array.from(atob(value.$bytes), (sign) => sign.charCodeAt(0)).buffer)
  : Object.fromEntries(Object.entries(value).map(([name, part]) => [name, open(part)]));
const isBytes = (value) => value instanceof ArrayBuffer || ArrayBuffer.isView(value);
const close = (value) => value === null || typeof value !== "object" ? value
  : isBytes(value) ? { $bytes: btoa(Array.from(new Uint8Array(value.buffer ?? value), (byte) => String.fromCharCode(byte)).join("")) }
  : Array.isArray(value) ? value.map(close)
  : Object.fromEntries(Object.entries(value).map(([name, part]) => [name, close(part)]));
window.stage = { state: {}, acts: {}, waiting: {}, pending: 0 };
const same = (one, two) => one === two || (!isBytes(one) && JSON.stringify(close(one)) === JSON.stringify(close(two)));
const model = {
  get: (name) => stage.state[name],
  set(name, value) {
    if (typeof name === "object") return Object.entries(name).forEach(([one, part]) => model.set(one, part));
    if (same(stage.state[name], value)) return;
    stage.state[name] = value;
    stage.waiting[name] = value;
    for (const act of [...(stage.acts[`change:${name}`] ?? [])]) act();
  },
  save_changes() {
    const said = close(stage.waiting);
    stage.waiting = {};
    stage.pending += 1;
    window.tell(said).then((changed) => { stage.take(changed); stage.pending -= 1; });
  },
  send(content) { stage.pending += 1; window.tell({ $message: content }).then((changed) => { stage.take(changed); stage.pending -= 1; }); },
  on(event, act) { (stage.acts[event] ??= []).push(act); },
  off(event, act) { stage.acts[event] = (stage.acts[event] ?? []).filter((one) => one !== act); },
};
stage.take = (changed) => {
  const values = open(changed);
  const names = Object.keys(values).filter((name) => !same(stage.state[name], values[name]));
  for (const name of names) stage.state[name] = values[name];
  for (const name of names) for (const act of [...(stage.acts[`change:${name}`] ?? [])]) act();
};
stage.raise = async (source, state) => {
  stage.state = open(state);
  const face = (await import(URL.createObjectURL(new Blob([source], { type: "text/javascript" })))).default;
  stage.leave = await face.render({ model, el: document.getElementById("face") });
};
"""
SPILL = """() => {
  const face = document.getElementById("face");
  const visible = (node) => {
    const style = getComputedStyle(node);
    return style.overflowX === "visible" && style.position !== "absolute" && !["inline", "contents"].includes(style.display);
  };
  const parts = [...face.querySelectorAll("*")].filter((node) => !node.closest("svg") && node.clientWidth > 0 && visible(node));
  const over = parts.map((node) => node.scrollWidth - node.clientWidth).filter((pixels) => pixels > 2);
  return Math.max(face.scrollWidth - face.clientWidth, 0, ...over);
}"""


def packed(value: Any) -> Any:
    """A trait as JSON; bytes as base64."""
    if isinstance(value, bytes | bytearray | memoryview):
        return {"$bytes": base64.b64encode(bytes(value)).decode("ascii")}
    if isinstance(value, dict):
        return {name: packed(part) for name, part in value.items()}
    return [packed(part) for part in value] if isinstance(value, list | tuple) else value


def unpacked(value: Any) -> Any:
    """What `packed` packed."""
    if isinstance(value, dict):
        return base64.b64decode(value["$bytes"]) if "$bytes" in value else {name: unpacked(part) for name, part in value.items()}
    return [unpacked(part) for part in value] if isinstance(value, list) else value


class Stage:
    """One explorer in a bare page, both ways, without a notebook: what the face says reaches the Python explorer at once."""

    def __init__(self, page, explorer) -> None:
        self.page, self.explorer, self.refused = page, explorer, []
        self.heard = 0  # bytes of what the face said, as JSON
        self._known = {}
        page.expose_function("tell", self._hear)
        page.add_script_tag(content=MODEL)
        page.evaluate("css => document.getElementById('look').append(css)", str(explorer._css))
        page.evaluate("([source, state]) => stage.raise(source, state)", [str(explorer._esm), self._news()])

    def _news(self) -> dict[str, Any]:
        kept = {"_esm", "_css", "_anywidget_id"}
        state = {name: packed(value) for name, value in self.explorer.get_state().items() if name not in kept and not name.startswith("_")}
        state.pop("layout", None)
        news = {name: value for name, value in state.items() if self._known.get(name, self) != value}
        self._known = state
        return news

    def _hear(self, said: dict[str, Any]) -> dict[str, Any]:
        self.heard += len(json.dumps(said))
        message = said.pop("$message", None)
        if message is not None:
            self.explorer._handle_custom_msg(message, [])
        for name, value in said.items():
            self._known[name] = value
            try:
                setattr(self.explorer, name, unpacked(value))
            except (TraitError, ValueError) as error:
                self.refused.append(str(error))
        return self._news()

    def push(self) -> None:
        """Tell the page what Python changed."""
        self.page.evaluate("changed => stage.take(changed)", self._news())

    def settle(self) -> None:
        """Wait until the face and Python have said all."""
        self.page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        self.page.wait_for_function("stage.pending === 0")

    def drag(self, selector: str, dx: float, dy: float) -> None:
        """Drag a node by its middle."""
        node = self.page.locator(selector)
        node.scroll_into_view_if_needed()
        box = node.bounding_box()
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        self.page.mouse.move(x, y)
        self.page.mouse.down()
        self.page.mouse.move(x + dx, y + dy, steps=6)
        self.page.mouse.up()
        self.settle()

    def picture(self, name: str) -> None:
        """Keep a picture of the face in _build/screenshots."""
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        self.settle()
        self.page.locator("#face").screenshot(path=SCREENSHOTS / f"{name}.png")

    def spill(self) -> int:
        """By how many pixels the face, or a part of it, is wider than its room; rounding of a pixel or two is none."""
        return self.page.evaluate(SPILL)

    def unnamed(self) -> list[str]:
        """Controls without a name for screen readers."""
        return self.page.evaluate(
            """() => [...document.querySelectorAll("#face :is(input, button, select, canvas[tabindex], [tabindex], [role=img])")]
              .filter((node) => !(node.getAttribute("aria-label") || node.closest("label")?.textContent.trim() || node.textContent.trim()))
              .map((node) => node.outerHTML.slice(0, 120))"""
        )


def raise_stage(page: Any, explorer: Any, *, theme: str = "light") -> Stage:
    """Put an explorer on an empty page, on light or dark paper."""
    page.set_content(PAGE.format(light="false" if theme == "dark" else "true"))
    if theme == "dark":
        page.add_style_tag(content=DARK)
    return Stage(page, explorer)
