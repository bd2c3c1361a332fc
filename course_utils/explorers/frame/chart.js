// A small chart in SVG: axes with round numbers, lines, areas, bars and dots in the theme's colours, and the pointer in the data's units.

import { make, put, shown } from "./parts.js";

/** About `count` round numbers between two ends. */
export function ticks(low, high, count = 5) {
  const rough = (high - low) / Math.max(1, count);
  if (!(rough > 0) || !Number.isFinite(rough)) return [low];
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * [1, 2, 5, 10].find((part) => part * power >= rough * 0.999);
  const found = [];
  const [first, last] = [Math.ceil(low / step - 1e-9), Math.floor(high / step + 1e-9)];
  for (let place = first; place <= last; place += 1) found.push(Number((place * step).toPrecision(12)) + 0);
  return found;
}

/** Write ticks so that no two read alike: with as many decimals as their step has, where three digits are too few. */
function writtenAs(list, text) {
  const short = list.map((tick) => text(tick));
  if (text !== shown || list.length < 2) return short;
  const step = Math.min(...list.slice(1).map((tick, place) => tick - list[place]));
  const exact = short.every((words, place) => Math.abs(Number(words.replaceAll("−", "-")) - list[place]) < step * 0.01);
  return exact ? short : list.map((tick) => shown(tick, Math.max(0, Math.ceil(-Math.log10(step) - 1e-9))));
}

/** A range one can draw in: an empty one is widened, one without numbers becomes 0 to 1 (1 to 10 for powers). */
function drawable([low, high], log) {
  const fine = Number.isFinite(low) && Number.isFinite(high) && (!log || (low > 0 && high > 0));
  if (!fine) return log ? [1, 10] : [0, 1];
  if (low !== high) return [low, high];
  return log ? [low / 2, high * 2] : [low - (Math.abs(low) || 1) / 2, high + (Math.abs(high) || 1) / 2];
}

const powersOfTen = (low, high) => {
  const [from, to] = [Math.ceil(Math.log10(low) - 1e-9), Math.floor(Math.log10(high) + 1e-9)];
  const step = Math.max(1, Math.ceil((to - from) / 6));
  const whole = Array.from({ length: Math.max(0, Math.floor((to - from) / step) + 1) }, (_, place) => 10 ** (from + place * step));
  if (whole.length > 1) return whole;
  // Within a decade or two, 2 and 5 of each power help; within less, round numbers do.
  const parts = [from - 1, from, from + 1].flatMap((power) => [1, 2, 5].map((part) => Number(`${part}e${power}`)));
  const inside = parts.filter((part) => part >= low * (1 - 1e-9) && part <= high * (1 + 1e-9));
  return inside.length > 1 ? inside : ticks(low, high, 3);
};

/**
 * Make a chart. Sizes are drawing units; the node fills its column.
 * Gives { node, plot, frame({ x: [low, high], y: [low, high], xName, yName, logX, logY, name, xText, yText }), line, area, bars, dots, rule, clear, across, up, at(event) }.
 * Call frame() first, then draw; each of line, area, … takes a key and replaces what that key drew before. x and y are arrays;
 * what is no number (a loss that diverged) leaves a gap.
 */
export function chart({ width = 420, height = 280, left = 48, right = 12, top = 12, bottom = 40, xTicks = 5, yTicks = 5 } = {}) {
  const clip = `petals-clip-${Math.random().toString(36).slice(2)}`;
  const [wide, tall] = [width - left - right, height - top - bottom];
  const [grid, marks, names] = [make("g", { class: "grid", "aria-hidden": "true" }), make("g", { "clip-path": `url(#${clip})` }), make("g")];
  const node = make("svg", { viewBox: `0 0 ${width} ${height}`, class: "petals-chart", role: "img" },
    make("defs", {}, make("clipPath", { id: clip }, make("rect", { x: left, y: top, width: wide, height: tall }))),
    make("rect", { class: "well", x: left, y: top, width: wide, height: tall }), grid, marks, names);
  const drawn = new Map();
  let view = { x: [0, 1], y: [0, 1], logX: false, logY: false };
  const share = (value, [low, high], log) => (log ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low));
  const value = (part, [low, high], log) => (log ? low * (high / low) ** part : low + (high - low) * part);
  const across = (x) => left + share(x, view.x, view.logX) * wide;
  const up = (y) => top + (1 - share(y, view.y, view.logY)) * tall;
  const fit = (place) => Math.min(1e5, Math.max(-1e5, place));
  const floor = () => up(Math.max(0, view.y[0]));
  const topOf = (size) => (Number.isNaN(up(size)) ? floor() : fit(up(size))); // of a bar: a height that is no number is none
  const keep = (key, made) => {
    if (drawn.has(key)) drawn.get(key).replaceWith(made);
    else marks.append(made);
    drawn.set(key, made);
    return made;
  };
  const trail = (x, y) => {
    let path = "";
    let pen = "M";
    for (let place = 0; place < x.length; place += 1) {
      const [h, v] = [across(x[place]), up(y[place])];
      if (Number.isFinite(h) && Number.isFinite(v)) {
        path += `${pen}${fit(h).toFixed(2)} ${fit(v).toFixed(2)}`;
        pen = "L";
      } else pen = "M";
    }
    return path;
  };
  return {
    node,
    plot: marks,
    across,
    up,
    frame({ x, y, xName = "", yName = "", logX = false, logY = false, name = "", xLabels = null, xText = shown, yText = shown }) {
      view = { x: drawable(x, logX), y: drawable(y, logY), logX, logY };
      const horizontal = xLabels ? xLabels.map(([place]) => place) : logX ? powersOfTen(...view.x) : ticks(...view.x, xTicks);
      const vertical = logY ? powersOfTen(...view.y) : ticks(...view.y, yTicks);
      const [xWords, yWords] = [writtenAs(horizontal, xText), writtenAs(vertical, yText)];
      const written = new Map(xLabels ?? []);
      grid.replaceChildren(
        ...horizontal.flatMap((tick, place) => [
          make("line", { x1: across(tick), x2: across(tick), y1: top, y2: top + tall }),
          make("text", { x: across(tick), y: top + tall + 16, "text-anchor": "middle" }, written.get(tick) ?? xWords[place])]),
        ...vertical.flatMap((tick, place) => [
          make("line", { x1: left, x2: left + wide, y1: up(tick), y2: up(tick) }),
          make("text", { x: left - 6, y: up(tick) + 4, "text-anchor": "end" }, yWords[place])]));
      names.replaceChildren(
        make("text", { class: "axis", x: left + wide / 2, y: height - 6, "text-anchor": "middle" }, xName),
        make("text", { class: "axis", x: 12, y: top + tall / 2, "text-anchor": "middle", transform: `rotate(-90 12 ${top + tall / 2})` }, yName));
      if (name) put(node, { "aria-label": name });
    },
    line: (key, x, y, attributes = {}) => keep(key, make("path", { d: trail(x, y), fill: "none", "stroke-width": 2, ...attributes })),
    area: (key, x, low, high, attributes = {}) => keep(key, make("path", {
      d: `${trail([...x, ...[...x].reverse()], [...high, ...[...low].reverse()])}Z`.replace(/^Z$/, ""), stroke: "none", ...attributes })),
    bars: (key, edges, heights, attributes = {}) => keep(key, make("g", attributes, ...[...heights].map((size, place) => make("rect", {
      x: across(edges[place]), width: Math.max(0, across(edges[place + 1]) - across(edges[place])),
      y: Math.min(topOf(size), floor()), height: Math.abs(topOf(size) - floor()) })))),
    dots: (key, x, y, attributes = {}) => keep(key, make("g", attributes, ...[...x]
      .map((h, place) => [across(h), up(y[place])])
      .filter(([cx, cy]) => Number.isFinite(cx) && Number.isFinite(cy))
      .map(([cx, cy]) => make("circle", { cx: fit(cx), cy: fit(cy), r: attributes.r ?? 3 })))),
    rule: (key, { x = null, y = null }, attributes = {}) => keep(key, Number.isNaN(across(x ?? view.x[0]) + up(y ?? view.y[0])) ? make("g") : make("line", {
      x1: x === null ? left : fit(across(x)), x2: x === null ? left + wide : fit(across(x)),
      y1: y === null ? top : fit(up(y)), y2: y === null ? top + tall : fit(up(y)), stroke: "var(--faint-ink)", "stroke-dasharray": "4 4", ...attributes })),
    clear: (key) => {
      drawn.get(key)?.remove();
      drawn.delete(key);
    },
    at(event) {
      const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(node.getScreenCTM().inverse());
      return [value((point.x - left) / wide, view.x, view.logX), value(1 - (point.y - top) / tall, view.y, view.logY)];
    },
  };
}

/** What the colours mean: [[swatch attributes, text]], swatches drawn as short lines or, with `fill`, as squares. */
export function legend(entries) {
  return make("div", { class: "petals-legend" }, ...entries.map(([attributes, text]) => make("span", {},
    make("svg", { viewBox: "0 0 18 18", "aria-hidden": "true" }, attributes.fill
      ? make("rect", { x: 2, y: 2, width: 14, height: 14, rx: 2, ...attributes })
      : make("line", { x1: 1, x2: 17, y1: 9, y2: 9, "stroke-width": 3, ...attributes })), text)));
}
