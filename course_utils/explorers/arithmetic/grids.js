// The two grids: the input with its zeros and the window's places on it, and the output. Drawn in pixels of the page.

import { arrow, clamp, draggable, make, put } from "../frame/parts.js";
import { reads, readers, taps, unused } from "./windows.js";

const NUMBERED = 5; // largest kernel whose places are numbered
const MARGIN = 3;
const TITLE = 22; // room for a line of words above the grids

const box = (left, top, width, height = width) => `M${left} ${top}h${width}v${height}h${-width}Z`;
const cross = (left, top, size) => `M${left} ${top}l${size} ${size}M${left + size} ${top}l${-size} ${size}`;

/** Make the drawing. `jump(step)` and `choose([row, column] or [])` are called for clicks, drags and keys. Gives { node, resize(width), draw(now, one, outputs, texts, say, titles) }. */
export function grids({ jump, choose }) {
  const name = `petals-cells-${Math.random().toString(36).slice(2)}`;
  const pattern = (kind) => make("pattern", { id: `${name}-${kind}`, patternUnits: "userSpaceOnUse" }, make("rect", { class: `cell ${kind}` }));
  const kinds = Object.fromEntries(["zero", "pixel", "later", "done"].map((kind) => [kind, pattern(kind)]));
  const area = (kind) => make("rect", { fill: `url(#${name}-${kind})` });
  const shape = (tag, look) => make(tag, { class: look });
  const [zeros, pixels, later, done, rest] = ["zero", "pixel", "later", "done", "done"].map(area);
  const [lost, crosses, zeroTaps, pixelTaps, beam, edge, chosen, marks, present] = [["path", "lost"], ["path", "crosses"], ["path", "zero-taps"],
    ["path", "pixel-taps"], ["path", "beam"], ["rect", "edge"], ["rect", "chosen"], ["path", "marks"], ["rect", "present"]].map(([tag, look]) => shape(tag, look));
  const numbers = make("g", { class: "numbers", "aria-hidden": "true" });
  const titles = [make("text", { class: "title" }), make("text", { class: "title", "text-anchor": "middle" })];
  const input = make("rect", { class: "hold", tabindex: 0, role: "application" });
  const output = make("rect", { class: "hold", tabindex: 0, role: "slider" });
  const node = make("svg", { class: "grids", role: "group" }, make("defs", {}, ...Object.values(kinds)),
    zeros, pixels, lost, crosses, beam, later, done, rest, zeroTaps, pixelTaps, numbers, edge, chosen, present, marks, ...titles, input, output);
  let width = 720;
  let view = null; // what is drawn now, for clicks and keys

  const cellAt = (event, [left, top]) => {
    const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(node.getScreenCTM().inverse());
    return [Math.floor((point.y - top) / view.cell), Math.floor((point.x - left) / view.cell)];
  };
  const scrub = (event) => {
    const { outputs } = view.one;
    const [row, column] = cellAt(event, view.output).map((place) => clamp(place, 0, outputs - 1));
    jump(row * outputs + column);
  };
  draggable(output, { start: (event) => {
    if (!view.outputs) return false;
    output.focus({ preventScroll: true, focusVisible: false });
    scrub(event);
    return true;
  }, move: scrub });
  output.addEventListener("keydown", (event) => {
    const way = arrow(event);
    if (!way || !view.outputs) return;
    event.preventDefault();
    const [row, column] = [Math.floor(view.step / view.outputs), view.step % view.outputs];
    jump(clamp(row - way[1], 0, view.outputs - 1) * view.outputs + clamp(column + way[0], 0, view.outputs - 1));
  });
  input.addEventListener("click", (event) => {
    const { side, spread, before } = view.one;
    const found = cellAt(event, view.input).map((place) => (place - before) / spread);
    const there = found.every((place) => Number.isInteger(place) && place >= 0 && place < side);
    choose(there && String(found) !== String(view.pixel) ? found : []);
  });
  input.addEventListener("keydown", (event) => {
    const way = arrow(event);
    if (event.key === "Escape") choose([]);
    if (!way) return;
    event.preventDefault();
    const top = view.one.side - 1;
    const [row, column] = view.pixel;
    choose(view.pixel.length ? [clamp(row - way[1], 0, top), clamp(column + way[0], 0, top)] : [0, 0]);
  });

  function layOut(one, outputs) {
    const low = Math.min(0, one.before); // pixels that are cut off lie outside
    const high = Math.max(one.total, one.before + one.stretched, outputs ? 0 : one.window);
    const span = high - low;
    const height = Math.round(clamp(width * 0.58, 240, 440));
    const gap = Math.max(1.2, 0.14 * span);
    const wide = span + gap + Math.max(outputs, 1);
    const cell = Math.min((width - 2 * MARGIN) / wide, (height - TITLE - 2 * MARGIN) / Math.max(span, outputs, 1), 56);
    const left = (width - wide * cell) / 2;
    const top = (places) => TITLE + (height - TITLE - places * cell) / 2;
    put(node, { viewBox: `0 0 ${width} ${height}`, style: `height: ${height}px` });
    return { cell, input: [left - low * cell, top(span) - low * cell], output: [left + (span + gap) * cell, top(outputs)], area: [left, top(span), span * cell] };
  }

  function drawCells(one, outputs, step) {
    const { cell, input: [x, y], output: [ox, oy] } = view;
    const fine = cell < 7;
    node.classList.toggle("fine", fine);
    for (const [kind, tile] of Object.entries(kinds)) {
      const side = kind === "pixel" ? cell * one.spread : cell;
      const [left, top] = kind === "pixel" ? [x + one.before * cell, y + one.before * cell] : kind === "zero" ? [x, y] : [ox, oy];
      put(tile, { x: left, y: top, width: side, height: side });
      put(tile.firstChild, { x: fine ? 0.15 : 1, y: fine ? 0.15 : 1, width: cell - (fine ? 0.3 : 2), height: cell - (fine ? 0.3 : 2), rx: fine ? 0 : Math.min(4, cell / 8) });
    }
    const total = Math.max(0, one.total) * cell;
    put(zeros, { x, y, width: total, height: total });
    put(pixels, { x: x + one.before * cell, y: y + one.before * cell, width: one.stretched * cell, height: one.stretched * cell });
    const [row, column] = [Math.floor(step / Math.max(1, outputs)), step % Math.max(1, outputs)];
    put(later, { x: ox, y: oy, width: outputs * cell, height: outputs * cell });
    put(done, { x: ox, y: oy, width: outputs * cell, height: row * cell });
    put(rest, { x: ox, y: oy + row * cell, width: column * cell, height: outputs ? cell : 0 });
    const left = unused(one);
    const gone = new Set(left);
    let [covers, strokes] = ["", ""];
    if (outputs && left.length) {
      for (let down = 0; down < one.side; down += 1) {
        for (let across = 0; across < one.side; across += 1) {
          if (gone.has(down) || gone.has(across)) {
            const [h, v] = [x + (one.before + across * one.spread) * cell, y + (one.before + down * one.spread) * cell];
            covers += box(h + 1, v + 1, cell - 2);
            strokes += cross(h + cell * 0.3, v + cell * 0.3, cell * 0.4);
          }
        }
      }
    }
    put(lost, { d: covers });
    put(crosses, { d: strokes });
  }

  function drawWindow(one, outputs, step, flipped) {
    const { cell, input: [x, y], output: [ox, oy] } = view;
    const shown = outputs > 0;
    for (const part of [beam, present, zeroTaps, pixelTaps]) part.style.display = shown ? "" : "none";
    edge.classList.toggle("too-large", !shown);
    const [row, column] = shown ? [Math.floor(step / outputs), step % outputs] : [0, 0];
    const [left, top, size] = [x + column * one.stride * cell, y + row * one.stride * cell, one.window * cell];
    put(edge, { x: left, y: top, width: size, height: size, rx: 3 });
    if (!shown) {
      numbers.replaceChildren();
      return;
    }
    const found = { zero: "", pixel: "" };
    const labels = [];
    const [down, across] = [taps(one, row), taps(one, column)];
    const room = cell - (cell < 7 ? 0 : 2);
    down.forEach((pixelRow, i) => across.forEach((pixelColumn, j) => {
      const [h, v] = [left + j * one.dilation * cell, top + i * one.dilation * cell];
      found[pixelRow >= 0 && pixelColumn >= 0 ? "pixel" : "zero"] += box(h + (cell - room) / 2, v + (cell - room) / 2, room);
      if (one.size <= NUMBERED && cell >= 17) {
        const number = i * one.size + j;
        labels.push(make("text", { x: h + cell / 2, y: v + cell / 2 + 4.5, "text-anchor": "middle", class: pixelRow >= 0 && pixelColumn >= 0 ? "" : "on-zero" },
          String(flipped ? one.size ** 2 - number : number + 1)));
      }
    }));
    numbers.replaceChildren(...labels);
    put(zeroTaps, { d: found.zero });
    put(pixelTaps, { d: found.pixel });
    const [h, v] = [ox + column * cell, oy + row * cell];
    put(present, { x: h + 0.5, y: v + 0.5, width: cell - 1, height: cell - 1, rx: Math.min(4, cell / 8) });
    put(beam, { d: `M${left + size} ${top}L${h} ${v}V${v + cell}L${left + size} ${top + size}Z` });
  }

  function drawPixel(one, outputs, pixel) {
    const { cell, input: [x, y], output: [ox, oy] } = view;
    for (const part of [chosen, marks]) part.style.display = pixel.length && outputs ? "" : "none";
    if (!pixel.length || !outputs) return;
    const [row, column] = pixel.map((place) => (one.before + place * one.spread) * cell);
    put(chosen, { x: x + column, y: y + row, width: cell, height: cell, rx: 3 });
    let dots = "";
    const size = Math.max(1.2, cell * 0.2);
    for (const down of readers(one, pixel[0])) {
      for (const across of readers(one, pixel[1])) {
        const [h, v] = [ox + (across + 0.5) * cell, oy + (down + 0.5) * cell];
        dots += `M${h - size} ${v}a${size} ${size} 0 1 0 ${2 * size} 0a${size} ${size} 0 1 0 ${-2 * size} 0Z`;
      }
    }
    put(marks, { d: dots });
  }

  return {
    node,
    resize: (room) => {
      width = Math.max(240, Math.round(room));
    },
    draw(now, one, outputs, texts, say, [inputTitle, outputTitle]) {
      const step = clamp(now.step, 0, Math.max(0, outputs ** 2 - 1));
      view = { ...layOut(one, outputs), one, outputs, step, pixel: now.pixel };
      drawCells(one, outputs, step);
      drawWindow(one, outputs, step, now.transposed);
      drawPixel(one, outputs, now.pixel);
      const [left, top, size] = view.area;
      put(input, { x: left, y: top, width: size, height: size, "aria-label": texts.input_keys });
      const side = outputs * view.cell;
      titles.forEach((title, place) => {
        title.textContent = [inputTitle, outputTitle][place];
      });
      put(titles[0], { x: left, y: top - 8 });
      const half = titles[1].textContent.length * 4; // so that a long title over a small output stays on the page
      put(titles[1], { x: Math.min(view.output[0] + side / 2, width - half), y: view.output[1] - 8 });
      const place = say("place", { row: Math.floor(step / Math.max(1, outputs)), column: step % Math.max(1, outputs) });
      put(output, { x: view.output[0], y: view.output[1], width: side, height: side, "aria-label": texts.output_keys, "aria-valuetext": place,
        "aria-valuemin": 0, "aria-valuemax": Math.max(0, outputs ** 2 - 1), "aria-valuenow": step });
      put(node, { "aria-label": texts.picture });
    },
  };
}

/** How many pixels the output at a step reads, of all the window's places. */
export function counted(one, outputs, step) {
  const [row, column] = [Math.floor(step / outputs), step % outputs];
  return [reads(one, row).length * reads(one, column).length, one.size ** 2];
}
