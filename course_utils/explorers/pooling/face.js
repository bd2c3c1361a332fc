// The pooling explorer's face: the image and its window, the pooled result, and what a shift leaves unchanged.

import { begin, chooser, clamp, floatsOf, heading, make, note, slider, soon } from "../frame/parts.js";
import { panel } from "./numbers.js";
import { lay, pool, shifted, windowOf } from "./pooling.js";
import { sheet } from "./sheet.js";
import { shiftPart } from "./shift.js";

const MOST_NUMBERS = 12; // places per side up to which the numbers are written in
const GAP = 18;

function render({ model, el }) {
  const face = begin(model, el, "pooling");
  const { texts, say, get, tell, follow } = face;
  const kinds = () => [["max", texts().max], ["average", texts().average], ["min", texts().min], ["global_max", texts().global_max], ["global_average", texts().global_average]];
  let now = null; // everything that follows from the traits

  const [title, task] = [heading(), note()];
  const choose = ([row, column]) => {
    const [rows, columns] = now.result.shape;
    const place = [clamp(row, 0, rows - 1), clamp(column, 0, columns - 1)];
    if (String(place) !== String(get("position"))) tell({ position: place });
  };
  const image = sheet(([row, column]) => {
    const index = (place, one) => Math.floor((place + one.before) / now.options.stride);
    if (!now.whole) choose([index(row, now.down), index(column, now.across)]);
  });
  const result = sheet(choose, { keys: true });
  const numbers = panel();
  const kind = chooser((value) => tell({ pool: value }));
  const [size, stride] = ["pool_size", "stride"].map((name) => slider({ low: 1, high: 8, step: 1, act: (value) => {
    const most = name === "pool_size" ? Math.min(8, ...get("shape").slice(0, 2)) : 8;
    tell({ [name]: clamp(Math.round(value), 1, most) });
  } }));
  const paddingName = make("span", { class: "name" });
  const padding = chooser((value) => tell({ padding: value }));
  const formula = make("div", { class: "formula", role: "status" });
  const remarks = make("div", { class: "remarks" });
  const shape = make("p", { class: "shape" });
  const pictures = make("div", { class: "pictures" }, image.node, result.node, numbers.node);
  const shift = shiftPart(face);
  el.replaceChildren(make("div", { class: "petals-stack" }, make("section", {}, title, task, make("div", { class: "petals-columns first" },
    pictures, make("div", { class: "controls" }, kind.node, size.node, stride.node, make("div", { class: "petals-row" }, paddingName, padding.node), formula, shape, remarks))),
  shift.node));

  /** Work out what the traits lead to; the image arrives once, so its numbers are kept. */
  let kept = { bytes: null, values: null, of: "", still: null };
  function follows() {
    if (kept.bytes !== get("pixels")) kept = { bytes: get("pixels"), values: floatsOf(get("pixels")), of: "", still: null };
    const [height, width] = get("shape");
    const options = { size: get("pool_size"), stride: get("stride"), padding: get("padding") };
    const moved = shifted(kept.values, get("shape"), get("shift"));
    const whole = get("pool").startsWith("global_");
    const [down, across] = whole ? [height, width].map((side) => lay(side, { size: side, stride: 1, padding: "valid" })) : [height, width].map((side) => lay(side, options));
    const of = JSON.stringify([get("pool"), options]);
    if (kept.of !== of) kept = { ...kept, of, still: pool(kept.values, get("shape"), get("pool"), options) };
    const result = get("shift").some(Boolean) ? pool(moved, get("shape"), get("pool"), options) : kept.still;
    return { values: kept.values, moved, options, whole, down, across, still: kept.still, result, pool: get("pool"), shift: get("shift") };
  }

  function cellSize() {
    const room = Math.max(240, pictures.clientWidth);
    const [height, width] = [now.down.total, now.across.total];
    const [rows, columns] = now.result.shape;
    const few = Math.max(height, width) <= MOST_NUMBERS;
    const cell = Math.min((few ? 64 * width : 384) / width, 440 / height, (room - GAP) / (width + Math.max(columns, width * 0.28)));
    const left = room - GAP - cell * width;
    // At the same scale, so that the result looks as small as it is, but never too small to be seen.
    return [cell, Math.min(left / columns, Math.max(cell, Math.min(64, 112 / Math.max(rows, columns))))];
  }

  function drawPictures(painted) {
    const [row, column] = get("position").map((place, axis) => Math.min(place, now.result.shape[axis] - 1));
    const [cell, small] = cellSize();
    const { down, across, options, whole } = now;
    const channels = get("shape")[2];
    const corner = whole ? [0, 0] : [row * options.stride - down.before, column * options.stride - across.before];
    const windows = Array.from({ length: channels }, (_, channel) => ({ corner, ...windowOf(now.moved, get("shape"), get("pool"), options, [row, column], channel) }));
    const few = Math.max(...get("shape").slice(0, 2)) <= MOST_NUMBERS;
    const sides = (shape) => shape.slice(0, channels === 1 ? 2 : 3).join(" × ");
    const bounds = get("bounds");
    image.show({ painted, cell, values: now.moved, shape: get("shape"), bounds, written: few, pads: [down.before, across.before, down.after, across.after],
      unread: { rows: down.unread, columns: across.unread }, winner: channels === 1 ? windows[0].winner : null, name: `${texts().image} ${sides(get("shape"))}`,
      chosen: { top: corner[0], left: corner[1], rows: whole ? get("shape")[0] : options.size, columns: whole ? get("shape")[1] : options.size }, label: texts().image_label });
    result.show({ painted, cell: small, values: now.result.values, shape: now.result.shape, bounds, written: few || whole, pads: [0, 0, 0, 0],
      unread: { rows: [], columns: [] }, winner: null, name: `${texts().result} ${sides(now.result.shape)}`, chosen: { top: row, left: column, rows: 1, columns: 1 },
      label: texts().result_keys });
    const results = Array.from({ length: channels }, (_, channel) => now.result.values[(row * now.result.shape[1] + column) * channels + channel]);
    numbers.show({ windows, results, kind: get("pool"), bounds, texts: texts(), say, grids: !whole && (!few || channels > 1) });
  }

  function drawControls() {
    [title.textContent, task.textContent] = [texts().title, texts().task];
    kind.show({ name: texts().kind, options: kinds(), value: get("pool") });
    const most = Math.min(8, ...get("shape").slice(0, 2));
    size.show({ name: texts().pool_size, numberName: say("as_number", { name: texts().pool_size }), value: get("pool_size"), high: most, disabled: now.whole });
    stride.show({ name: texts().stride, numberName: say("as_number", { name: texts().stride }), value: get("stride"), disabled: now.whole });
    paddingName.textContent = texts().padding;
    padding.show({ name: texts().padding, options: [["valid", "valid"], ["same", "same"]], value: get("padding") });
    for (const one of padding.node.querySelectorAll("button")) one.disabled = now.whole;
  }

  function drawFormula() {
    const [height, width] = get("shape");
    const { size: k, stride: s, padding: word } = now.options;
    const line = (n, one) => (word === "same" ? `⌈n / s⌉ = ⌈${n} / ${s}⌉ = ${one.outputs}` : `⌊(n − k) / s⌋ + 1 = ⌊(${n} − ${k}) / ${s}⌋ + 1 = ${one.outputs}`);
    const lines = height === width ? [[say("side"), line(height, now.down)]] : [[say("rows"), line(height, now.down)], [say("columns"), line(width, now.across)]];
    formula.replaceChildren(...(now.whole ? [make("div", {}, texts().global_formula)] : lines.map(([name, text]) => make("div", {}, make("b", {}, name), ` ${text}`))));
    shape.textContent = `(${get("shape").join(", ")}) → (${now.result.shape.join(", ")}). ${texts().channels}`;
    const found = [];
    const [rows, columns] = [now.down.unread.length, now.across.unread.length];
    if (rows || columns) found.push(say(s > k ? "unread_gaps" : "unread_end", { rows, columns, height, width }));
    if (get("reduced") > 1) found.push(say("reduced", { given: get("given").join(" × "), step: get("reduced") }));
    remarks.replaceChildren(...found.map((text) => make("p", { class: "note" }, text)));
  }

  function draw() {
    now = follows();
    drawControls();
    drawFormula();
    shift.draw(now);
    drawPictures(true);
  }
  const redraw = soon(draw);
  const watch = new ResizeObserver(redraw);
  watch.observe(el);
  const leave = follow({ "pixels pool pool_size stride padding shift texts": redraw, position: () => now && drawPictures(false) });
  draw();
  return () => {
    watch.disconnect();
    shift.leave();
    leave();
  };
}

export default { render };
