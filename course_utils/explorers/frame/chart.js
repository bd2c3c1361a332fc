// A small chart in SVG: axes with round numbers, lines, areas, bars and dots in the theme's colours, and the pointer in the data's units.

import { make, put, shown } from "./parts.js";

/** About `count` round numbers between two ends. */
export function ticks(low, high, count = 5) {
  const rough = (high - low) / Math.max(1, count);
  if (!(rough > 0) || !Number.isFinite(rough)) return [low];
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * [1, 2, 5, 10].find((part) => part * power >= rough * 0.999);
  const found = [];
  for (let value = Math.ceil(low / step - 1e-9) * step; value <= high + step * 1e-9; value += step) found.push(Math.abs(value) < step * 1e-9 ? 0 : value);
  return found;
}

const powersOfTen = (low, high) => {
  const [from, to] = [Math.ceil(Math.log10(low) - 1e-9), Math.floor(Math.log10(high) + 1e-9)];
  const step = Math.max(1, Math.ceil((to - from) / 6));
  return Array.from({ length: Math.max(0, Math.floor((to - from) / step) + 1) }, (_, place) => 10 ** (from + place * step));
};

/**
 * Make a chart. Sizes are drawing units; the node fills its column.
 * Gives { node, plot, frame({ x: [low, high], y: [low, high], xName, yName, logX, logY, name, xText, yText }), line, area, bars, dots, rule, clear, across, up, at(event) }.
 * Call frame() first, then draw; each of line, area, … takes a key and replaces what that key drew before. x and y are arrays.
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
      view = { x, y, logX, logY };
      const horizontal = xLabels ? xLabels.map(([place]) => place) : logX ? powersOfTen(...x) : ticks(...x, xTicks);
      const vertical = logY ? powersOfTen(...y) : ticks(...y, yTicks);
      const written = new Map(xLabels ?? []);
      grid.replaceChildren(
        ...horizontal.flatMap((tick) => [
          make("line", { x1: across(tick), x2: across(tick), y1: top, y2: top + tall }),
          make("text", { x: across(tick), y: top + tall + 16, "text-anchor": "middle" }, written.get(tick) ?? xText(tick))]),
        ...vertical.flatMap((tick) => [
          make("line", { x1: left, x2: left + wide, y1: up(tick), y2: up(tick) }),
          make("text", { x: left - 6, y: up(tick) + 4, "text-anchor": "end" }, yText(tick))]));
      names.replaceChildren(
        make("text", { class: "axis", x: left + wide / 2, y: height - 6, "text-anchor": "middle" }, xName),
        make("text", { class: "axis", x: 12, y: top + tall / 2, "text-anchor": "middle", transform: `rotate(-90 12 ${top + tall / 2})` }, yName));
      if (name) put(node, { "aria-label": name });
    },
    line: (key, x, y, attributes = {}) => keep(key, make("path", { d: trail(x, y), fill: "none", "stroke-width": 2, ...attributes })),
    area: (key, x, low, high, attributes = {}) => keep(key, make("path", {
      d: x.length ? `${trail([...x, ...[...x].reverse()], [...high, ...[...low].reverse()])}Z` : "", stroke: "none", ...attributes })),
    bars: (key, edges, heights, attributes = {}) => keep(key, make("g", attributes, ...[...heights].map((size, place) => make("rect", {
      x: across(edges[place]), width: Math.max(0, across(edges[place + 1]) - across(edges[place])),
      y: Math.min(up(size), up(Math.max(0, view.y[0]))), height: Math.abs(up(size) - up(Math.max(0, view.y[0]))) })))),
    dots: (key, x, y, attributes = {}) => keep(key, make("g", attributes, ...[...x].map((h, place) =>
      make("circle", { cx: across(h), cy: up(y[place]), r: attributes.r ?? 3 })))),
    rule: (key, { x = null, y = null }, attributes = {}) => keep(key, make("line", {
      x1: x === null ? left : across(x), x2: x === null ? left + wide : across(x),
      y1: y === null ? top : up(y), y2: y === null ? top + tall : up(y), stroke: "var(--faint-ink)", "stroke-dasharray": "4 4", ...attributes })),
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
