// What the faces of all explorers are built of: nodes, words, controls that work with mouse, touch and keyboard.

const DRAWN = new Set(["svg", "g", "line", "circle", "ellipse", "rect", "polygon", "polyline", "text", "tspan", "path", "defs", "pattern",
  "clipPath", "marker", "title", "use"]);

/** Make an HTML or SVG node; an attribute that is null or false is left out, one that is true is written empty. */
export function make(tag, attributes = {}, ...children) {
  const node = DRAWN.has(tag) ? document.createElementNS("http://www.w3.org/2000/svg", tag) : document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined && value !== false) node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children);
  return node;
}

/** Set or take away many attributes. */
export function put(node, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) node.removeAttribute(name);
    else node.setAttribute(name, value === true ? "" : value);
  }
}

/** Fill the fields in braces of a text. */
export const fill = (text, fields) => text.replace(/\{(\w+)\}/g, (_, name) => fields[name]);

/** Write a number shortly, with a real minus sign: 3 digits that count, or so many decimals. */
export function shown(value, decimals = null) {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "–" : value > 0 ? "∞" : "−∞";
  const size = Math.abs(value);
  const text = decimals !== null ? value.toFixed(decimals)
    : size !== 0 && (size < 0.001 || size >= 100000) ? value.toExponential(1) : String(Number(value.toPrecision(3)));
  return (/^-0(\.0*)?$/.test(text) ? text.slice(1) : text).replaceAll("-", "−");
}

const RAISED = { "-": "⁻", ...Object.fromEntries([..."⁰¹²³⁴⁵⁶⁷⁸⁹"].map((sign, digit) => [digit, sign])) };

/** Write a very large or small number as people do, 3.9 × 10⁻¹³, a bare power as 10⁻¹³, any other as `shown` does. */
export function powered(value) {
  const size = Math.abs(value);
  if (!Number.isFinite(value) || size === 0 || (size >= 0.001 && size < 10000)) return shown(value);
  const [digits, power] = value.toExponential(1).split("e");
  const raised = `10${[...String(Number(power))].map((sign) => RAISED[sign]).join("")}`;
  return digits === "1.0" ? raised : `${digits.replace("-", "−")}\u00a0×\u00a0${raised}`;
}

export const clamp = (value, low, high) => Math.min(high, Math.max(low, value));

/** The bytes of a trait, wherever they came from. */
export const bytesOf = (view) => new Uint8Array(view.buffer ?? view, view.byteOffset ?? 0, view.byteLength);

/** The float32 numbers of a trait; copied, since what arrives need not lie at a multiple of four. */
export const floatsOf = (view) => new Float32Array(bytesOf(view).slice().buffer);

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

/** Write a text unless it stands there already: screen readers say again what is written again. */
export function write(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

/** The step of an arrow key as [right, up], or null. */
export const arrow = (event) => ARROWS[event.key] ?? null;

const WAITING = new Set(); // the acts that the next frame will call

/** Call an act at the next frame, once, however often it is asked for; sooner if a key comes first. */
export function soon(act) {
  let frame = 0;
  const now = () => {
    cancelAnimationFrame(frame);
    frame = 0;
    WAITING.delete(now);
    act();
  };
  return () => {
    if (frame) return;
    frame = requestAnimationFrame(now);
    WAITING.add(now);
  };
}

/**
 * Begin an explorer's face: its class, its keys kept from the notebook, its language.
 * Gives `texts()`, `say(key, fields)`, `get(name)`, `tell({name: value})` and `follow({names: act})`; `follow` runs
 * the first act at once (let it draw everything) and each act when one of its traits changes ("a b"); it returns what `render` must return.
 */
export function begin(model, el, name) {
  el.classList.add("petals-explorer", `petals-${name}`);
  // Or JupyterLab takes the arrow keys, for its shortcuts and once more for the notebook, and moves to the next cell.
  el.setAttribute("data-lm-suppress-shortcuts", "true");
  el.addEventListener("keydown", (event) => event.stopPropagation());
  // What a key does depends on what is shown, so show what the key before it did, even if that was less than a frame ago.
  el.addEventListener("keydown", () => [...WAITING].forEach((now) => now()), true);
  const texts = () => model.get("texts");
  const speak = () => el.setAttribute("lang", model.get("language"));
  return {
    texts,
    say: (key, fields = {}) => fill(texts()[key], fields),
    get: (trait) => model.get(trait),
    tell: (traits) => {
      for (const [trait, value] of Object.entries(traits)) model.set(trait, value);
      model.save_changes();
    },
    follow: (acts) => {
      const watched = [["change:language", speak], ...Object.entries(acts).flatMap(([names, act]) =>
        names.split(" ").map((trait) => [`change:${trait}`, act]))];
      for (const [event, act] of watched) model.on(event, act);
      speak();
      Object.values(acts)[0]();
      return () => {
        for (const [event, act] of watched) model.off(event, act);
      };
    },
  };
}

export const heading = (text = "") => make("p", { class: "heading" }, text);
export const note = (text = "") => make("p", { class: "note" }, text);
/** A line that screen readers speak when it changes. */
export const status = () => make("p", { class: "note", role: "status", "aria-live": "polite" });

/**
 * A slider with its number beside it. `act(value)` is called while it moves.
 * `powers: true` lets the slider run over exponents (learning rates): low and high are then still the values themselves.
 * Gives { node, show({ name, value, low, high, text }) }.
 */
export function slider({ low, high, step = 0.01, powers = false, act }) {
  const into = (value) => (powers ? Math.log10(Math.max(value, 1e-300)) : value); // a rate of 0 lies at the far left
  // three digits: with two, the step of an arrow key would be rounded away
  const outOf = (place) => (powers ? Number((10 ** place).toPrecision(3)) : place);
  const range = make("input", { type: "range", min: into(low), max: into(high), step: powers ? 0.01 : step });
  const number = make("input", { type: "number", step: powers ? "any" : step });
  const label = make("span", { class: "name" });
  const typed = (value) => {
    if (Number.isFinite(value) && (!powers || value > 0)) act(value);
  };
  range.addEventListener("input", () => typed(outOf(Number.parseFloat(range.value))));
  number.addEventListener("input", () => typed(Number.parseFloat(number.value)));
  // What is no number, or was not taken, gives way to the value that holds.
  let held = null;
  const write = () => { number.value = Number(held.toPrecision(6)); };
  number.addEventListener("blur", () => held !== null && write());
  const node = make("div", { class: "petals-slider" }, label, range, number);
  return {
    node,
    show({ name, numberName = name, value, low: least = low, high: most = high, disabled = false }) {
      label.textContent = name;
      put(range, { min: Math.min(into(least), into(value)), max: Math.max(into(most), into(value)), "aria-label": name, "aria-valuetext": shown(value) });
      range.value = into(value);
      put(number, { "aria-label": numberName });
      [range.disabled, number.disabled] = [disabled, disabled];
      held = value;
      if (document.activeElement !== number || Number.parseFloat(number.value) !== value) write();
    },
  };
}

/** A box to tick. Gives { node, show({ name, value }) }. */
export function toggle(act) {
  const box = make("input", { type: "checkbox" });
  const name = make("span");
  box.addEventListener("change", () => act(box.checked));
  return {
    node: make("label", { class: "petals-toggle" }, box, name),
    show({ name: text, value, disabled = false }) {
      name.textContent = text;
      [box.checked, box.disabled] = [value, disabled];
    },
  };
}

/**
 * Buttons of which one is chosen: arrow keys walk, tab passes by. Gives { node, mark(value), show({ name, options, value, label }) }:
 * options are [[value, ...children]], `label(value)` names one whose children are a picture; values come back as text.
 * The same words stay the same buttons: one made anew between press and release would lose the click.
 */
export function chooser(act, { kind = "petals-row" } = {}) {
  const node = make("div", { class: kind, role: "radiogroup" });
  let offered = null;
  const buttons = () => [...node.querySelectorAll("[role=radio]")];
  const enabled = () => buttons().filter((button) => !button.disabled);
  node.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    const list = enabled();
    if (!step || !list.length) return;
    event.preventDefault();
    const next = list[(list.indexOf(document.activeElement) + step + list.length) % list.length];
    next.focus();
    next.click();
  });
  node.addEventListener("click", (event) => {
    const button = event.target.closest("[role=radio]");
    if (button && !button.disabled) act(button.dataset.value);
  });
  function mark(value) {
    for (const button of buttons()) {
      const chosen = button.dataset.value === String(value);
      put(button, { "aria-checked": String(chosen), tabindex: chosen ? 0 : -1 });
    }
    if (!node.querySelector("[aria-checked=true]:not(:disabled)")) enabled()[0]?.setAttribute("tabindex", 0);
  }
  return {
    node,
    mark,
    show({ name, options, value, label = () => null }) {
      put(node, { "aria-label": name });
      const words = options.flat().every((part) => !(part instanceof Node)) && JSON.stringify(options.map((one) => [...one, label(one[0])]));
      if (words && words === offered) {
        mark(value);
        return;
      }
      offered = words;
      const held = node.contains(document.activeElement) ? document.activeElement.dataset.value : null;
      node.replaceChildren(...options.map(([key, ...children]) =>
        make("button", { type: "button", role: "radio", "data-value": key, "aria-label": label(key) }, ...children)));
      mark(value);
      if (held !== null) buttons().find((button) => button.dataset.value === held)?.focus({ preventScroll: true });
    },
  };
}

/** A button. Gives the node; set its words with textContent and aria-label. */
export function button(act, text = "") {
  const node = make("button", { type: "button" }, text);
  node.addEventListener("click", act);
  return node;
}

/** A list to choose from, for many options. Gives { node, show({ name, options: [[value, text]], value }) }. */
export function picker(act) {
  const select = make("select");
  const name = make("span", { class: "name" });
  let known = "";
  select.addEventListener("change", () => act(select.value));
  return {
    node: make("label", { class: "petals-picker" }, name, select),
    show({ name: text, options, value }) {
      name.textContent = text;
      const written = JSON.stringify(options);
      // A list that is open would close if it were written anew.
      if (written !== known) select.replaceChildren(...options.map(([key, words]) => make("option", { value: key }, words)));
      known = written;
      select.value = value;
    },
  };
}

/**
 * Let a node be dragged: start(event) may return false to refuse; move(event) while down; end() afterwards.
 * Mouse, pen and touch; the page does not scroll under the finger.
 */
export function draggable(node, { start = () => true, move, end = () => {} }) {
  let held = null; // the pointer that drags: a second finger neither moves nor ends it
  node.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || held !== null || start(event) === false) return;
    event.preventDefault();
    node.setPointerCapture(event.pointerId);
    held = event.pointerId;
  });
  node.addEventListener("pointermove", (event) => {
    if (held === event.pointerId) move(event);
  });
  const release = (event) => {
    if (held !== event.pointerId) return;
    held = null;
    end();
  };
  for (const kind of ["pointerup", "pointercancel", "lostpointercapture"]) node.addEventListener(kind, release);
  node.addEventListener("touchstart", (event) => {
    if (held !== null) event.preventDefault(); // a finger that was refused may scroll
  }, { passive: false });
}

/**
 * Play, pause, step and scrub through frames 0 … last. `act(frame)` is called whenever the frame changes.
 * Gives { node, show({ frame, last, texts, name }), stop() }. `every` is milliseconds per frame, or a function that gives them at each start.
 */
export function player(act, { every = 350 } = {}) {
  const scrub = make("input", { type: "range", min: 0, step: 1 });
  const [back, play, on] = [button(() => go(now - 1), "‹"), button(() => (timer ? stop() : start())), button(() => go(now + 1), "›")];
  let [now, last, timer, words] = [0, 0, 0, null];
  scrub.addEventListener("input", () => go(Number(scrub.value)));
  function go(frame, playing = false) {
    if (!playing) stop();
    act(clamp(frame, 0, last));
  }
  function start() {
    if (now >= last) act(0);
    timer = setInterval(() => (now >= last || !node.isConnected ? stop() : go(now + 1, true)), typeof every === "function" ? every() : every);
    label();
  }
  function stop() {
    clearInterval(timer);
    timer = 0;
    label();
  }
  function label() {
    if (words) play.textContent = timer ? words.pause : words.play;
  }
  const node = make("div", { class: "petals-player" }, back, play, on, scrub);
  return {
    node,
    stop,
    show({ frame, last: end, texts, name, text = `${frame} / ${end}` }) {
      [now, last, words] = [frame, end, texts];
      put(scrub, { max: last, "aria-label": name, "aria-valuetext": text });
      scrub.value = frame;
      put(back, { "aria-label": texts.backward, title: texts.backward });
      put(on, { "aria-label": texts.forward, title: texts.forward });
      [back.disabled, play.disabled, on.disabled] = [frame <= 0, last <= 0, frame >= last];
      label();
    },
  };
}
