// Shift the image and see what stays: the share of values that are the same, before pooling and after.

import { chart, legend } from "../frame/chart.js";
import { clamp, heading, make, note, put, slider, status } from "../frame/parts.js";
import { compared, pool, shifted } from "./pooling.js";

const MOST = 4; // pixels
const CHANGED = [213, 94, 0];
const FAINT = 70; // of 255, where nothing changed
const percent = (share) => `${Math.round(share * 100)} %`;

/** The second part of the explorer. Gives { node, draw(now), leave() }. */
export function shiftPart({ texts, say, get, tell }) {
  const [title, task] = [heading(), note()];
  const sliders = [0, 1].map((axis) => slider({ low: 0, high: MOST, step: 1, act: (value) => {
    const shift = [...get("shift")];
    shift[axis] = clamp(Math.round(value), 0, MOST);
    tell({ shift });
  } }));
  const maps = [0, 1].map(() => ({ name: make("figcaption"), canvas: make("canvas", { role: "img" }) }));
  const bars = [0, 1].map(() => ({ name: make("span"), fill: make("i"), value: make("b") }));
  const said = status();
  const picture = chart({ width: 460, height: 250, left: 52, xTicks: 4 });
  const key = make("div");
  const node = make("section", {}, title, task, make("div", { class: "moved" },
    make("div", {}, ...sliders.map((one) => one.node),
      make("div", { class: "bars" }, ...bars.flatMap(({ name, fill, value }) => [name, make("span", { class: "bar" }, fill), value])), said),
    make("div", { class: "maps" }, ...maps.map(({ name, canvas }) => make("figure", {}, canvas, name))),
    make("div", { class: "curve" }, picture.node, key)));
  let curve = { of: "", image: [], result: [] };
  let waiting = 0;
  const span = () => get("bounds")[1] - get("bounds")[0];

  /** Find the shares for every shift to the right, one in a frame, and again only when the pooling changed. */
  function follow(now) {
    const of = JSON.stringify([get("pool"), now.options, get("shift")[0]]);
    if (curve.of === of) return;
    cancelAnimationFrame(waiting);
    const found = { of, image: [], result: [] };
    const next = () => {
      const moved = shifted(now.values, get("shape"), [now.shift[0], found.image.length]);
      found.image.push(compared(now.values, moved, span()).share);
      found.result.push(compared(now.still.values, pool(moved, get("shape"), now.pool, now.options).values, span()).share);
      if (found.image.length <= MOST) waiting = requestAnimationFrame(next);
      else {
        curve = found;
        drawChart(found);
      }
    };
    waiting = requestAnimationFrame(next);
  }

  function drawChart(found) {
    const places = Array.from({ length: MOST + 1 }, (_, right) => right);
    picture.frame({ x: [-0.15, MOST + 0.15], y: [0, 1.03], xName: texts().shift_axis, yName: texts().unchanged_axis, name: texts().curve,
      xLabels: places.map((place) => [place, String(place)]) });
    picture.rule("now", { x: get("shift")[1] });
    if (!found.image.length) return; // not worked out yet
    picture.line("image", places, found.image, { stroke: "var(--series1)", "stroke-dasharray": "6 4" });
    picture.dots("image dots", places, found.image, { fill: "var(--series1)", r: 4 });
    picture.line("result", places, found.result, { stroke: "var(--series2)" });
    picture.dots("result dots", places, found.result, { fill: "var(--series2)", r: 4 });
    key.replaceChildren(legend([[{ stroke: "var(--series2)" }, texts().after], [{ stroke: "var(--series1)", "stroke-dasharray": "5 3" }, texts().before]]));
  }

  /** Paint what changed over a faint picture: a place is as strong as the share of its channels that did. */
  function drawMap({ name, canvas }, values, changes, [height, width, channels], share, text) {
    const [low, high] = get("bounds");
    [canvas.height, canvas.width] = [height, width];
    const context = canvas.getContext("2d");
    const painted = context.createImageData(width, height);
    for (let place = 0; place < height * width; place += 1) {
      let [changed, sum] = [0, 0];
      for (let channel = 0; channel < channels; channel += 1) {
        changed += changes[place * channels + channel];
        sum += values[place * channels + channel];
      }
      const grey = clamp((sum / channels - low) / (high - low), 0, 1) * 255;
      const strong = changed / channels;
      for (let part = 0; part < 3; part += 1) painted.data[place * 4 + part] = grey + (CHANGED[part] - grey) * strong;
      painted.data[place * 4 + 3] = FAINT + (255 - FAINT) * strong;
    }
    context.putImageData(painted, 0, 0);
    name.textContent = say("changed", { name: text, share: percent(1 - share) });
    put(canvas, { "aria-label": name.textContent, style: `aspect-ratio: ${width} / ${height}` });
  }

  function draw(now) {
    [title.textContent, task.textContent] = [texts().shift_title, texts().shift_task];
    const names = [texts().shift_rows, texts().shift_columns];
    sliders.forEach((one, axis) => one.show({ name: names[axis], numberName: say("as_number", { name: names[axis] }), value: get("shift")[axis] }));
    const found = [compared(now.values, now.moved, span()), compared(now.still.values, now.result.values, span())];
    const [before, after] = found.map(({ share }) => share);
    maps.forEach((map, at) => drawMap(map, at ? now.result.values : now.moved, found[at].changed, at ? now.result.shape : get("shape"), found[at].share, [texts().before, texts().after][at]));
    bars.forEach(({ name, fill, value }, at) => {
      name.textContent = [texts().before, texts().after][at];
      fill.style.width = `${found[at].share * 100}%`;
      fill.className = ["image", "result"][at];
      value.textContent = percent(found[at].share);
    });
    const [rows, columns] = get("shift");
    const { stride, size } = now.options;
    const moved = rows || columns;
    const steps = !now.whole && moved && rows % stride === 0 && columns % stride === 0;
    said.textContent = !moved ? texts().not_shifted
      : [say("unchanged_line", { before: percent(before), after: percent(after) }),
        steps ? say("whole_steps", { stride }) : get("pool").endsWith("average") ? texts().averages
          : !now.whole && Math.max(rows, columns) < size ? texts().within : ""].filter(Boolean).join(" ");
    drawChart(curve);
    follow(now);
  }

  return { node, draw, leave: () => cancelAnimationFrame(waiting) };
}
