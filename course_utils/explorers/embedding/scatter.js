// The canvas of points: drawing, moving between layouts, pointers, wheel and keys.

import { arrow, make, soon } from "../frame/parts.js";
import { fitted, nearestTo, seenAt, towards, withRoom, zoomed } from "./plane.js";
import { colourOf, shapeOf } from "./markers.js";

const REACH = 16; // pixels from the pointer to a point
const MOVING = 700; // milliseconds from one layout to the next
const slow = (share) => share * share * (3 - 2 * share);

/**
 * A canvas of points. `look()` gives { classes, wrong, shown, chosen, near, pictures, mistakes } whenever it draws; `hover(at)` and
 * `choose(at)` are told which point was pointed at or taken, −1 for none.
 * Gives { node, show(points, sheet), draw, fit, zoom(factor), stop }.
 */
export function scatter({ look, hover, choose }) {
  const canvas = make("canvas", { tabindex: 0, role: "application" });
  let [points, from, started, moving] = [new Float32Array(0), null, 0, 0];
  let raw = points;
  let sheet = null;
  let view = { x: 0, y: 0, zoom: 1 };
  let pointed = -1;
  const size = () => ({ width: canvas.clientWidth || 1, height: canvas.clientHeight || 1 });
  const draw = soon(paint);

  function now() {
    const share = from ? Math.min(1, (performance.now() - started) / MOVING) : 1;
    if (share >= 1) from = null;
    return from ? points.map((value, at) => from[at] + (value - from[at]) * slow(share)) : points;
  }

  const marks = new Map();
  /** A mark drawn once, to be stamped many times. */
  function mark(label, radius, ratio, colour) {
    const key = `${label} ${radius} ${ratio} ${colour}`;
    if (!marks.has(key)) {
      const stamp = document.createElement("canvas");
      const half = Math.ceil((radius * 1.4 + 1) * ratio);
      [stamp.width, stamp.height] = [half * 2, half * 2];
      const pen = stamp.getContext("2d");
      pen.translate(half, half);
      pen.scale(radius * ratio, radius * ratio);
      pen.fillStyle = colour;
      pen.fill(new Path2D(shapeOf(label)));
      marks.set(key, stamp);
    }
    return marks.get(key);
  }

  function paint() {
    const ratio = window.devicePixelRatio || 1;
    const { width, height } = size();
    if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
      [canvas.width, canvas.height] = [Math.round(width * ratio), Math.round(height * ratio)];
      points = fitted(raw, width / height);
    }
    const pen = canvas.getContext("2d");
    const themed = getComputedStyle(canvas);
    const colours = new Map(); // asked for once a frame, not once a point
    const colour = (name) => {
      if (!colours.has(name)) colours.set(name, themed.getPropertyValue(name).trim());
      return colours.get(name);
    };
    const places = now();
    const count = places.length / 2;
    const spots = Array.from({ length: count }, (_, at) => seenAt(view, { width, height }, places[at * 2], places[at * 2 + 1]));
    const { classes, wrong, shown, chosen, near, pictures, mistakes } = look();
    const inside = ([x, y]) => x > -40 && y > -40 && x < width + 40 && y < height + 40;
    const radius = (count > 600 ? 3.4 : 5) * Math.min(2, view.zoom ** 0.3);
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    pen.clearRect(0, 0, width, height);
    const visible = spots.map((spot, at) => at).filter((at) => shown[at] && inside(spots[at]));
    const stands = (at) => !mistakes || wrong[at];
    const ordered = mistakes ? [...visible.filter((at) => !wrong[at]), ...visible.filter((at) => wrong[at])] : visible;
    for (const at of ordered) {
      const stamp = mark(classes[at], radius, ratio, colour(colourOf(classes[at])));
      pen.globalAlpha = stands(at) ? 0.9 : 0.16;
      pen.drawImage(stamp, spots[at][0] - stamp.width / ratio / 2, spots[at][1] - stamp.height / ratio / 2, stamp.width / ratio, stamp.height / ratio);
    }
    pen.globalAlpha = 1;
    const tile = (at, wide, rise = 0) => {
      const high = (wide * sheet.height) / sheet.width;
      const [x, y] = [spots[at][0] - wide / 2, spots[at][1] - high / 2 - rise];
      pen.imageSmoothingEnabled = wide < sheet.width;
      pen.drawImage(sheet.picture, (at % sheet.columns) * sheet.width, Math.floor(at / sheet.columns) * sheet.height, sheet.width, sheet.height, x, y, wide, high);
      pen.strokeStyle = colour(colourOf(classes[at]));
      pen.lineWidth = 2;
      pen.strokeRect(x, y, wide, high);
    };
    if (pictures && sheet) {
      const wide = Math.min(64, 20 + 12 * Math.log2(Math.max(1, view.zoom)));
      const order = mistakes ? visible.filter((at) => wrong[at]) : visible;
      for (const at of withRoom(spots, order, wide + 3, (wide * sheet.height) / sheet.width + 3)) tile(at, wide);
    }
    if (chosen >= 0) {
      pen.strokeStyle = colour("--ink");
      pen.lineWidth = 1.5;
      for (const at of near) {
        pen.beginPath();
        pen.moveTo(...spots[chosen]);
        pen.lineTo(...spots[at]);
        pen.stroke();
        ring(pen, spots[at], radius + 3.5);
      }
      pen.lineWidth = 4;
      ring(pen, spots[chosen], radius + 5);
      // Its picture stands above the point, so as not to hide its neighbours; below it at the upper edge.
      if (sheet) tile(chosen, 44, (spots[chosen][1] < 70 ? -1 : 1) * (radius + 34));
    }
    if (from) {
      cancelAnimationFrame(moving);
      moving = requestAnimationFrame(paint);
    }
  }

  const find = (x, y, reach) => {
    const { width, height } = size();
    const places = now();
    const spots = new Float32Array(places.length);
    for (let at = 0; at < places.length; at += 2) spots.set(seenAt(view, { width, height }, places[at], places[at + 1]), at);
    return nearestTo(spots, look().shown, x, y, reach);
  };
  const spotOf = (event) => {
    const edge = canvas.getBoundingClientRect();
    return [event.clientX - edge.left, event.clientY - edge.top];
  };
  const point = (at) => {
    if (at === pointed) return;
    pointed = at;
    hover(at);
    draw();
  };

  // pointers: one moves, two pinch, a tap takes
  const held = new Map();
  let walked = 0;
  canvas.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    canvas.setPointerCapture(event.pointerId);
    canvas.focus({ preventScroll: true, focusVisible: false });
    event.preventDefault();
    if (!held.size) walked = 0;
    held.set(event.pointerId, spotOf(event));
  });
  canvas.addEventListener("pointermove", (event) => {
    const [x, y] = spotOf(event);
    if (!held.has(event.pointerId)) {
      if (event.pointerType === "mouse") point(find(x, y, REACH));
      return;
    }
    const before = [...held.values()].map((one) => [...one]);
    const [oldX, oldY] = held.get(event.pointerId);
    held.set(event.pointerId, [x, y]);
    walked += Math.hypot(x - oldX, y - oldY);
    const after = [...held.values()];
    if (walked < 5) return;
    point(-1);
    const scale = (size().height / 2) * 0.92 * view.zoom;
    if (after.length > 1) {
      const [span, was] = [after, before].map(([one, two]) => Math.hypot(one[0] - two[0], one[1] - two[1]) || 1);
      view = zoomed(view, size(), span / was, (after[0][0] + after[1][0]) / 2, (after[0][1] + after[1][1]) / 2);
    }
    view = { ...view, x: view.x - (x - oldX) / scale / after.length, y: view.y + (y - oldY) / scale / after.length };
    draw();
  });
  const release = (event) => {
    if (!held.delete(event.pointerId) || held.size) return;
    if (event.type === "pointerup" && walked < 5) choose(find(...spotOf(event), REACH * (event.pointerType === "touch" ? 1.6 : 1)));
  };
  canvas.addEventListener("pointerup", release);
  canvas.addEventListener("pointercancel", release);
  canvas.addEventListener("pointerleave", () => point(-1));
  // The wheel belongs to the page until the plot was clicked; a pinch on a touchpad comes as a wheel with Ctrl.
  canvas.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && document.activeElement !== canvas) return;
    event.preventDefault();
    view = zoomed(view, size(), Math.exp(-event.deltaY * (event.ctrlKey ? 0.01 : 0.0015)), ...spotOf(event));
    draw();
  }, { passive: false });

  const zoom = (factor) => {
    const { width, height } = size();
    view = zoomed(view, { width, height }, factor, width / 2, height / 2);
    draw();
  };
  const fit = () => {
    view = { x: 0, y: 0, zoom: 1 };
    draw();
  };
  /** Bring a point into sight. */
  const reveal = (at) => {
    const { width, height } = size();
    const [x, y] = seenAt(view, { width, height }, points[at * 2], points[at * 2 + 1]);
    if (x < 20 || y < 20 || x > width - 20 || y > height - 20) view = { ...view, x: points[at * 2], y: points[at * 2 + 1] };
    draw();
  };
  canvas.addEventListener("keydown", (event) => {
    const way = arrow(event);
    const { chosen, shown } = look();
    if (way) {
      const { width, height } = size();
      const next = chosen < 0 || !shown[chosen] ? find(width / 2, height / 2, Infinity) : towards(points, shown, chosen, way);
      if (next >= 0) {
        choose(next);
        reveal(next);
      }
    } else if (event.key === "+" || event.key === "=") zoom(1.4);
    else if (event.key === "-" || event.key === "−") zoom(1 / 1.4);
    else if (event.key === "0") fit();
    else if (event.key === "Escape") choose(-1);
    else return;
    event.preventDefault();
  });

  const watcher = new ResizeObserver(draw);
  watcher.observe(canvas);
  return {
    node: canvas,
    draw,
    fit,
    zoom,
    /** New places for the points; they walk there from the old ones. */
    show(places) {
      const { width, height } = size();
      const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
      const old = points.length === places.length && !still ? now() : null;
      raw = places;
      points = fitted(raw, width / height);
      from = old && old.some((value, at) => value !== points[at]) ? Float32Array.from(old) : null;
      if (from) {
        started = performance.now();
        view = { x: 0, y: 0, zoom: 1 };
      }
      draw();
    },
    dress(made) {
      sheet = made;
      draw();
    },
    stop() {
      watcher.disconnect();
      cancelAnimationFrame(moving);
    },
  };
}

function ring(pen, [x, y], radius) {
  pen.beginPath();
  pen.arc(x, y, radius, 0, 2 * Math.PI);
  pen.stroke();
}
