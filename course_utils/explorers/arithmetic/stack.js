// The stack of layers: a table to change it, and under each unit of the last layer the pixels it looks at.

import { button, chooser, clamp, heading, make, note, put, slider, status } from "../frame/parts.js";
import { pyramid } from "./pyramid.js";
import { measured } from "./windows.js";

const NUMBERS = ["kernel_size", "stride", "dilation"];
const WORDS = ["valid", "same", "full"];
const same = (one, two) => JSON.stringify(one) === JSON.stringify(two);

/** One line of the table: its inputs tell what changed through `change(name, value)`. */
function line({ change, drop, limits }) {
  const number = make("th", { scope: "row" });
  const kind = make("select");
  kind.addEventListener("change", () => change("kind", kind.value));
  const inputs = Object.fromEntries(NUMBERS.map((name) => {
    const [low, high] = limits[name];
    const box = make("input", { type: "number", min: low, max: high, step: 1 });
    box.addEventListener("input", () => {
      const value = Number(box.value);
      if (box.value !== "" && Number.isInteger(value) && value >= low && value <= high) change(name, value);
    });
    return [name, box];
  }));
  const padding = make("select");
  padding.addEventListener("change", () => change("padding", WORDS.includes(padding.value) ? padding.value : Number(padding.value)));
  const away = button(drop, "×");
  const results = ["output_side", "jump", "receptive_field"].map((name) => make("td", { class: `result ${name}` }));
  const held = (name, part) => make("td", { class: `held ${name}` }, part);
  const node = make("tr", {}, number, held("kind", kind), held("kernel_size", inputs.kernel_size), held("stride", inputs.stride),
    held("padding", padding), held("dilation", inputs.dilation), ...results, make("td", { class: "away" }, away));
  return {
    node,
    show(place, layer, made, { texts, say, alone }) {
      number.textContent = String(place + 1);
      const named = (name) => say("of_layer", { name, number: place + 1 });
      const heads = { kind: texts.kind, kernel_size: texts.head_kernel, stride: texts.head_stride, padding: texts.head_padding, dilation: texts.head_dilation };
      for (const [name, head] of Object.entries(heads)) put(node.querySelector(`.held.${name}`), { "data-name": head });
      kind.replaceChildren(...[["conv", texts.conv], ["pool", texts.pool]].map(([value, word]) => make("option", { value }, word)));
      kind.value = layer.kind;
      put(kind, { "aria-label": named(texts.kind) });
      for (const name of NUMBERS) {
        if (document.activeElement !== inputs[name] || Number(inputs[name].value) !== layer[name]) inputs[name].value = layer[name];
        put(inputs[name], { "aria-label": named(heads[name]) });
      }
      inputs.dilation.disabled = layer.kind === "pool";
      const [low, high] = limits.padding;
      padding.replaceChildren(...[...WORDS, ...Array.from({ length: high - low + 1 }, (_, at) => at + low)].map((value) => make("option", { value }, String(value))));
      padding.value = layer.padding;
      put(padding, { "aria-label": named(texts.head_padding) });
      put(away, { "aria-label": say("remove", { number: place + 1 }), title: say("remove", { number: place + 1 }) });
      away.disabled = alone;
      const [side, jump, field] = made ? [made.output_side, made.jump, made.receptive_field] : ["✗", "–", "–"];
      [side, jump, field].forEach((value, at) => {
        results[at].textContent = String(value);
        put(results[at], { "data-name": [texts.head_side, texts.head_jump, texts.head_field][at] });
      });
      node.classList.toggle("is-wrong", !made);
    },
  };
}

/** The second part of the explorer. Gives { node, draw(), resize() }. */
export function stackPart({ texts, say, get, tell }) {
  const [title, task] = [heading(), note()];
  const presets = chooser((name) => {
    const [side, layers] = get("presets")[name];
    tell({ stack_side: side, layers });
  }, { kind: "petals-row presets" });
  const image = slider({ low: 1, high: 256, step: 1, act: (value) => {
    const [low, high] = get("limits").stack_side;
    tell({ stack_side: clamp(Math.round(value), low, high) });
  } });
  const head = make("thead");
  const body = make("tbody");
  const caption = make("caption", { class: "unseen" });
  const more = button(() => tell({ layers: [...get("layers"), { kind: "conv", kernel_size: 3, stride: 1, padding: "valid", dilation: 1 }] }));
  const sum = status();
  const cone = pyramid({ choose: (unit) => tell({ unit }) });
  const seen = status();
  const node = make("section", {}, title, task, presets.node, make("div", { class: "petals-columns second" },
    make("div", {}, image.node, make("table", {}, caption, head, body), more, sum), make("div", {}, cone.node, seen)));
  let lines = [];

  const changed = (place) => (name, value) => tell({ layers: get("layers").map((layer, at) => (at !== place ? layer
    : { ...layer, [name]: value, ...(name === "kind" && value === "pool" ? { dilation: 1 } : {}) })) });
  const dropped = (place) => () => {
    tell({ layers: get("layers").filter((_, at) => at !== place) });
    more.focus({ preventScroll: true, focusVisible: false });
  };

  function draw() {
    const [layers, side] = [get("layers"), get("stack_side")];
    const made = measured(layers, side);
    const whole = made.length === layers.length;
    [title.textContent, task.textContent] = [texts().stack_title, texts().stack_task];
    const names = { three: texts().three, seven: texts().seven, lenet: texts().lenet, vgg: texts().vgg, stem: texts().stem, dilated: texts().dilated, gaps: texts().gaps };
    const chosen = Object.keys(names).find((name) => same(get("presets")[name], [side, layers]));
    presets.show({ name: texts().presets, options: Object.entries(names), value: chosen });
    image.show({ name: texts().stack_side, numberName: say("as_number", { name: texts().stack_side }), value: side });
    caption.textContent = texts().stack_title;
    head.replaceChildren(make("tr", {}, ...["", texts().kind, texts().head_kernel, texts().head_stride, texts().head_padding, texts().head_dilation,
      texts().head_side, texts().head_jump, texts().head_field, ""].map((name) => make("th", { scope: "col" }, name))));
    if (lines.length !== layers.length) {
      lines = layers.map((_, place) => line({ change: changed(place), drop: dropped(place), limits: get("limits") }));
      body.replaceChildren(...lines.map((one) => one.node));
    }
    lines.forEach((one, place) => one.show(place, layers[place], made[place], { texts: texts(), say, alone: layers.length === 1 }));
    more.textContent = texts().add;
    more.disabled = layers.length >= get("limits").layers[1];
    const weights = layers.reduce((total, { kind, kernel_size: size }) => total + (kind === "conv" ? size * size : 0), 0);
    const field = made.length ? made[made.length - 1].receptive_field : 1;
    sum.className = whole ? "note" : "alarm";
    sum.textContent = whole ? say("stack_sum", { field, weights })
      : say("stack_problem", { number: made.length + 1, side: made.length ? made[made.length - 1].output_side : side });
    const found = cone.draw({ layers, side, unit: get("unit"), made, texts: texts(), say });
    seen.textContent = !found ? "" : !found.reads ? say("unit_nothing", found) : say(found.reads < found.span ? "unit_gaps" : found.field > found.span ? "unit_edge" : "unit_sees",
      { ...found, away: found.field - found.span });
  }
  return { node, draw, resize: () => cone.resize(cone.node.parentElement.clientWidth) };
}
