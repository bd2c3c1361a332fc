// The mathematics of the embedding explorer's face: fitting points into a frame, zooming, and finding points.

import { clamp } from "../frame/parts.js";

/** Bring points (x, y, x, y …) into a frame as wide as `aspect` and as high as 1, from −1 to 1, with their shape kept. */
export function fitted(points, aspect) {
  const [low, high] = [[Infinity, Infinity], [-Infinity, -Infinity]];
  for (let at = 0; at < points.length; at += 1) {
    low[at % 2] = Math.min(low[at % 2], points[at]);
    high[at % 2] = Math.max(high[at % 2], points[at]);
  }
  const half = Math.max((high[0] - low[0]) / aspect, high[1] - low[1]) / 2 || 1;
  return Float32Array.from(points, (value, at) => (value - (low[at % 2] + high[at % 2]) / 2) / half);
}

/** Where a point is seen: `view` is { x, y, zoom } and { width, height } of the canvas. */
export function seenAt({ x, y, zoom }, { width, height }, across, up) {
  const scale = (height / 2) * 0.92 * zoom;
  return [width / 2 + (across - x) * scale, height / 2 - (up - y) * scale];
}

/** Zoom by a factor so that the place under the pointer stays there. */
export function zoomed(view, { width, height }, factor, px, py) {
  const zoom = clamp(view.zoom * factor, 0.8, 60);
  const [before, after] = [view.zoom, zoom].map((one) => (height / 2) * 0.92 * one);
  const [dx, dy] = [px - width / 2, height / 2 - py];
  return { zoom, x: view.x + dx / before - dx / after, y: view.y + dy / before - dy / after };
}

/** The point nearest to a place, among those shown, not farther than `reach`; −1 for none. */
export function nearestTo(points, shown, x, y, reach) {
  let [best, least] = [-1, reach * reach];
  for (let at = 0; at < shown.length; at += 1) {
    const distance = (points[at * 2] - x) ** 2 + (points[at * 2 + 1] - y) ** 2;
    if (shown[at] && distance <= least) [best, least] = [at, distance];
  }
  return best;
}

/** The nearest point in the direction of an arrow, [1, 0] for right: within 45 degrees, straight ones first. */
export function towards(points, shown, from, [dx, dy]) {
  let [best, least] = [-1, Infinity];
  for (let at = 0; at < shown.length; at += 1) {
    const [x, y] = [points[at * 2] - points[from * 2], points[at * 2 + 1] - points[from * 2 + 1]];
    const [along, aside] = [x * dx + y * dy, Math.abs(x * dy - y * dx)];
    const cost = along + 2 * aside;
    if (at !== from && shown[at] && along > 0 && aside <= along && cost < least) [best, least] = [at, cost];
  }
  return best;
}

/** The places of the `count` points nearest to one of them. */
export function nearestPlaces(points, from, count) {
  return Array.from({ length: points.length / 2 }, (_, at) => [(points[at * 2] - points[from * 2]) ** 2 + (points[at * 2 + 1] - points[from * 2 + 1]) ** 2, at])
    .filter(([, at]) => at !== from)
    .sort(([one, first], [two, second]) => one - two || first - second)
    .slice(0, count)
    .map(([, at]) => at);
}

/** Which points have room for a picture of some size: taken in order, none over another. Places are in pixels. */
export function withRoom(places, order, width, height) {
  const taken = new Map();
  const kept = [];
  for (const at of order) {
    const [x, y] = places[at];
    const [column, row] = [Math.floor(x / width), Math.floor(y / height)];
    let free = true;
    for (let across = column - 1; free && across <= column + 1; across += 1) {
      for (let down = row - 1; free && down <= row + 1; down += 1) {
        for (const other of taken.get(`${across} ${down}`) ?? []) {
          if (Math.abs(places[other][0] - x) < width && Math.abs(places[other][1] - y) < height) free = false;
        }
      }
    }
    if (!free) continue;
    const key = `${column} ${row}`;
    taken.set(key, [...(taken.get(key) ?? []), at]);
    kept.push(at);
  }
  return kept;
}
