// A picture made of numbers: pixels on a canvas, and over it the window, its winner and, where there is room, the numbers.

import { arrow, clamp, make, put, shown } from "../frame/parts.js";
import { inkOn } from "../frame/paint.js";

const WRITTEN = 24; // pixels of the page a number needs

/** Make one. `pick([row, column])` is called for clicks, moves of the mouse and, where `keys` is set, arrow keys. Gives { node, show({...}) }. */
export function sheet(pick, { keys = false } = {}) {
  const title = make("p", { class: "sheet-title" });
  const canvas = make("canvas", { "aria-hidden": "true" });
  const hatch = `petals-unread-${Math.random().toString(36).slice(2)}`;
  const [rim, lost, numbers] = [make("rect", { class: "rim" }), make("path", { class: "lost", fill: `url(#${hatch})` }), make("g")];
  const [halo, frame, dotHalo, dot] = [["halo"], ["window"], ["halo"], ["winner"]].map(([look]) => make("rect", { class: look, rx: 2 }));
  const over = make("svg", { class: "over", role: keys ? "application" : "img", tabindex: keys ? 0 : null },
    make("defs", {}, make("pattern", { id: hatch, width: 7, height: 7, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
      make("rect", { class: "ground", width: 7, height: 7 }), make("line", { class: "stripe", x1: 0, x2: 0, y1: 0, y2: 7 }))),
    rim, lost, numbers, halo, frame, dotHalo, dot);
  const box = make("div", { class: "sheet" }, canvas, over);
  const node = make("div", { class: "titled" }, title, box);
  let now = null;

  const point = (event) => {
    const edge = over.getBoundingClientRect();
    return [Math.floor((event.clientY - edge.top) / now.cell) - now.pads[0], Math.floor((event.clientX - edge.left) / now.cell) - now.pads[1]];
  };
  over.addEventListener("pointermove", (event) => pick(point(event)));
  over.addEventListener("pointerdown", (event) => {
    if (keys) over.focus({ preventScroll: true, focusVisible: false });
    pick(point(event));
  });
  if (keys) {
    over.addEventListener("keydown", (event) => {
      const way = arrow(event);
      if (!way) return;
      event.preventDefault();
      pick([now.chosen.top - way[1], now.chosen.left + way[0]]);
    });
  }

  function paint({ values, shape: [height, width, channels], pads: [top, left, bottom, right], bounds: [low, high] }) {
    const scale = 255 / (high - low); // the canvas keeps what comes out within 0 and 255
    const [rows, columns] = [height + top + bottom, width + left + right];
    if (canvas.height !== rows || canvas.width !== columns) [canvas.height, canvas.width] = [rows, columns];
    const context = canvas.getContext("2d");
    const picture = context.createImageData(columns, rows); // padding stays clear
    for (let row = 0, place = 0; row < height; row += 1) {
      for (let column = 0; column < width; column += 1, place += 1) {
        const at = ((row + top) * columns + column + left) * 4;
        for (let part = 0; part < 3; part += 1) picture.data[at + part] = (values[place * channels + (channels === 3 ? part : 0)] - low) * scale;
        picture.data[at + 3] = 255;
      }
    }
    context.putImageData(picture, 0, 0);
  }

  function write({ values, shape: [height, width, channels], pads: [top, left], bounds, cell, written }) {
    if (!written || channels !== 1 || cell < WRITTEN) {
      numbers.replaceChildren();
      return;
    }
    const size = clamp(cell * 0.3, 10, 19);
    const grey = (value) => Array(3).fill(clamp((value - bounds[0]) / (bounds[1] - bounds[0]), 0, 1) * 255);
    numbers.replaceChildren(...Array.from({ length: height * width }, (_, place) => make("text", {
      x: (left + (place % width) + 0.5) * cell, y: (top + Math.floor(place / width) + 0.5) * cell + size * 0.36, "text-anchor": "middle",
      "font-size": size, fill: inkOn(grey(values[place])) }, shown(values[place]))));
  }

  return {
    node,
    over,
    /** `painted: false` keeps the pixels: only the window moved. */
    show(next) {
      now = next;
      const { shape: [height, width], pads: [top, left, bottom, right], cell, chosen, winner, unread, name, label, painted } = next;
      const [wide, high] = [(width + left + right) * cell, (height + top + bottom) * cell];
      title.textContent = name;
      put(box, { style: `width: ${wide}px; height: ${high}px` });
      put(over, { viewBox: `0 0 ${wide} ${high}`, "aria-label": label });
      if (painted) {
        paint(next);
        write(next);
        put(rim, { x: 0.5, y: 0.5, width: wide - 1, height: high - 1 });
        put(lost, { d: [...unread.columns.map((place) => `M${(left + place) * cell} ${top * cell}h${cell}v${height * cell}h${-cell}Z`),
          ...unread.rows.map((place) => `M${left * cell} ${(top + place) * cell}v${cell}h${width * cell}v${-cell}Z`)].join("") });
      }
      for (const part of [halo, frame]) {
        put(part, { x: (left + chosen.left) * cell, y: (top + chosen.top) * cell, width: chosen.columns * cell, height: chosen.rows * cell });
      }
      const side = Math.max(8, cell - 8); // a winner of one small pixel gets a larger mark around it
      for (const part of [dotHalo, dot]) {
        part.style.display = winner ? "" : "none";
        if (winner) put(part, { x: (left + winner[1] + 0.5) * cell - side / 2, y: (top + winner[0] + 0.5) * cell - side / 2, width: side, height: side });
      }
    },
  };
}
