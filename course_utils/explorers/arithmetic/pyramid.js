// A pyramid in one dimension: a row of units for each layer, each unit above the middle of what it looks at.

import { clamp, draggable, make, put } from "../frame/parts.js";
import { layerWindows, traced } from "./windows.js";

const [LEFT, RIGHT, TOP, BOTTOM] = [108, 16, 20, 44];
const WIDEST = 64; // pixels of the image drawn at once, unless the receptive field is larger
const MOST_DOTS = 150; // in a row; more become a bar

/** Make the drawing; `choose(unit)` is called for drags and keys. Gives { node, resize(width), draw({...}) }. */
export function pyramid({ choose }) {
  const [shade, lines, dots, names, bracket] = [make("polygon", { class: "cone" }), make("path", { class: "reads" }), make("g"), make("g", { "aria-hidden": "true" }),
    make("g", { class: "bracket", "aria-hidden": "true" })];
  const rail = make("rect", { class: "rail" });
  const knob = make("circle", { class: "petals-knob", r: 9, tabindex: 0, role: "slider" });
  const node = make("svg", { class: "pyramid", role: "group" }, shade, lines, dots, names, bracket, rail, knob);
  let width = 560;
  let [low, high] = [0, 1]; // the part of the image drawn
  let now = null;

  const across = (place) => LEFT + ((place - low) / (high - low)) * (width - LEFT - RIGHT);
  const up = (level) => TOP + (now.levels - level) * now.gap;
  const follow = (event) => {
    const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(node.getScreenCTM().inverse());
    const place = low + ((point.x - LEFT) / (width - LEFT - RIGHT)) * (high - low);
    const { centre, jump, count } = now.rows[now.levels];
    choose(clamp(Math.round((clamp(place, low, high) - centre) / jump), 0, count - 1));
  };
  for (const part of [rail, knob]) {
    draggable(part, { start: (event) => {
      knob.focus({ preventScroll: true, focusVisible: false });
      now.held = true;
      follow(event);
      return true;
    }, move: follow, end: () => {
      now.held = false;
    } });
  }
  knob.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 5, PageDown: -5 }[event.key];
    const ends = { Home: 0, End: now.count - 1 };
    if (!step && !(event.key in ends)) return;
    event.preventDefault();
    choose(clamp(step ? now.unit + step : ends[event.key], 0, now.count - 1));
  });

  /** Keep the part drawn where it is as long as the cone is in it: the page must not slide away under a hand. */
  function look(from, to, side) {
    const reach = Math.ceil((to - from + 1) / 2);
    const span = Math.min(side + 2 * reach, Math.max(WIDEST, Math.ceil((to - from + 1) * 1.3)));
    if (side <= WIDEST) [low, high] = [Math.min(-0.5, from - 0.5), Math.max(side - 0.5, to + 0.5)];
    else if (now.side !== side || Math.abs(high - low - span) > 0.5 || ((from - 0.5 < low || to + 0.5 > high) && !now.held)) {
      low = clamp((from + to) / 2 - span / 2, -reach - 0.5, side + reach - 0.5 - span);
      high = low + span;
    }
  }

  function drawDots(seen) {
    const made = [];
    now.rows.forEach(({ centre, jump, count }, level) => {
      const y = up(level);
      const [first, last] = [Math.max(0, Math.ceil((low - centre) / jump)), Math.min(count - 1, Math.floor((high - centre) / jump))];
      if (last < first) return;
      const size = clamp((across(jump) - across(0)) * 0.36, 0.8, 5);
      if (last - first > MOST_DOTS) {
        made.push(make("rect", { class: "many", x: across(centre + first * jump), y: y - 2.5, width: across(centre + last * jump) - across(centre + first * jump), height: 5 }));
        for (const place of seen[level] ?? []) made.push(make("circle", { class: level ? "unit" : "pixel", cx: across(centre + place * jump), cy: y, r: 1.5 }));
        return;
      }
      const read = new Set(seen[level]);
      for (let place = first; place <= last; place += 1) {
        made.push(make("circle", { class: read.has(place) ? (level ? "unit" : "pixel") : "idle", cx: across(centre + place * jump), cy: y, r: read.has(place) ? size + 0.8 : size }));
      }
    });
    return made;
  }

  function drawReads(layers, seen) {
    let path = "";
    const empty = new Map();
    for (let level = now.levels; level > 0; level -= 1) {
      const [above, below] = [now.rows[level], now.rows[level - 1]];
      const one = layerWindows(layers[level - 1], below.count);
      for (const place of seen[level]) {
        for (let tap = 0; tap < one.size; tap += 1) {
          const read = place * one.stride + tap * one.dilation - one.before;
          const [x, y] = [across(below.centre + read * below.jump), up(level - 1)];
          path += `M${across(above.centre + place * above.jump).toFixed(1)} ${up(level)}L${x.toFixed(1)} ${y}`;
          if (read < 0 || read >= below.count) empty.set(`${level} ${read}`, make("circle", { class: "empty", cx: x, cy: y, r: clamp((across(below.jump) - across(0)) * 0.36, 1.2, 5) }));
        }
      }
    }
    put(lines, { d: path });
    return [...empty.values()];
  }

  function drawNames(layers, texts) {
    const words = [texts.image, ...layers.map(({ kind, kernel_size: size }) => `${texts[kind]} ${size}×${size}`)];
    const more = [[low > -0.5, LEFT - 9], [high < now.rows[0].count - 0.5, width - RIGHT + 9]].filter(([cut]) => cut);
    names.replaceChildren(...now.rows.map((row, level) => make("text", { x: LEFT - 20, y: up(level) + 4, "text-anchor": "end" }, words[level])),
      ...more.map(([, x]) => make("text", { x, y: up(0) + 4, "text-anchor": "middle" }, "…")));
  }

  /** The cone's outline: at each layer from the first place that the unit reaches to the last, padding and all. */
  function drawShade(layers) {
    let [first, last] = [now.unit, now.unit];
    const [left, right] = [[], []];
    for (let level = now.levels; level >= 0; level -= 1) {
      const { centre, jump } = now.rows[level];
      const half = level < now.levels ? 0.5 : 0;
      left.push(`${across(centre + (first - half) * jump)},${up(level)}`);
      right.unshift(`${across(centre + (last + half) * jump)},${up(level)}`);
      if (level) {
        const one = layerWindows(layers[level - 1], now.rows[level - 1].count);
        [first, last] = [first * one.stride - one.before, last * one.stride - one.before + one.window - 1];
      }
    }
    put(shade, { points: [...left, ...right].join(" ") });
  }

  function drawBracket(from, to, field) {
    const [left, right, y] = [across(from - 0.5), across(to + 0.5), up(0) + 16];
    const middle = clamp((left + right) / 2, LEFT + 20, width - RIGHT - 20);
    bracket.replaceChildren(make("path", { d: `M${left} ${y - 5}v5H${right}v-5` }), make("text", { x: middle, y: y + 18, "text-anchor": "middle" }, field));
  }

  return {
    node,
    resize: (room) => {
      width = Math.max(260, Math.round(room));
    },
    /** Draw it; gives what the unit reads as { unit, units, first, last, reads, span, field }, or null where a layer does not fit. */
    draw({ layers, side, unit, made, texts, say }) {
      const whole = made.length === layers.length;
      const rows = [{ centre: 0, jump: 1, count: side }, ...made.map(({ centre, jump, output_side: count }) => ({ centre, jump, count }))];
      const levels = rows.length - 1;
      const count = rows[levels].count;
      const gap = clamp(340 / Math.max(1, levels), 34, 84);
      now = { held: now?.held ?? false, side: now?.side, rows, levels, gap, count, unit: clamp(unit, 0, count - 1) };
      const height = TOP + levels * gap + BOTTOM;
      put(node, { viewBox: `0 0 ${width} ${height}`, style: `height: ${height}px`, "aria-label": texts.pyramid });
      const field = made.length ? made[levels - 1].receptive_field : 1;
      const middle = rows[levels].centre + now.unit * rows[levels].jump;
      const [from, to] = [middle - (field - 1) / 2, middle + (field - 1) / 2];
      look(from, to, side);
      now.side = side;
      const seen = whole ? traced(layers, side, now.unit) : rows.map(() => []);
      const empty = whole ? drawReads(layers, seen) : [];
      if (!whole) put(lines, { d: "" });
      dots.replaceChildren(...drawDots(seen), ...empty);
      drawNames(layers, texts);
      for (const part of [shade, bracket, knob, rail]) part.style.display = whole ? "" : "none";
      put(knob, { "aria-label": texts.unit_keys });
      if (!whole) return null;
      drawShade(layers);
      drawBracket(from, to, say("field", { field }));
      put(rail, { x: LEFT - 8, y: up(levels) - 14, width: width - LEFT - RIGHT + 16, height: 28 });
      put(knob, { cx: across(middle), cy: up(levels), "aria-valuemin": 0, "aria-valuemax": count - 1, "aria-valuenow": now.unit });
      const read = seen[0];
      return { unit: now.unit, units: count, first: read[0], last: read[read.length - 1], reads: read.length,
        span: read.length ? read[read.length - 1] - read[0] + 1 : 0, field };
    },
  };
}
