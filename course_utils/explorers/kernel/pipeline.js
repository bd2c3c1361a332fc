// From the traits to the feature map, each step remembered until what it depends on changes.

import { bytesOf } from "../frame/parts.js";
import { correlate, effective, ends, padded, padsOf, placesOf, planesOf } from "./correlate.js";

/** Remember the last answer while the question stays the same. */
export const kept = (act) => {
  let [asked, answer] = [[], undefined];
  return (...question) => {
    if (question.length !== asked.length || question.some((part, place) => part !== asked[place])) [asked, answer] = [question, act(...question)];
    return answer;
  };
};

/** Gives { now() → all that is drawn, slide(change), fits(change, photo), numbersOf(kernel, normalise) }; `get` reads a trait. */
export function pipeline(get) {
  const slide = (change = {}) => ({ size: get("kernel").length, stride: get("stride"), padding: get("padding"), dilation: get("dilation"), ...change });
  const fits = (change, photo = get("photo")) => Math.min(placesOf(photo.height, slide(change)), placesOf(photo.width, slide(change))) > 0;
  const photoOf = kept((photo) => {
    const bytes = bytesOf(photo.pixels);
    const whole = photo.kind === "uint8";
    return { ...photo, whole, values: whole ? bytes : new Float32Array(bytes.slice().buffer) };
  });
  const planesSeen = kept((photo, channel) => planesOf(photo, channel));
  const planesPadded = kept((planes, height, width, ...pads) => planes.map((plane) => padded(plane, height, width, [pads.slice(0, 2), pads.slice(2)])));
  const numbersOf = kept((kernel, normalise) => effective(kernel, normalise));
  let room = null; // used again for every drawing: half a megabyte a frame would have to be cleared away
  const sumsOf = kept((planes, width, kernel, size, stride, dilation, rows, columns) => {
    if (room?.length !== rows * columns) room = new Float64Array(rows * columns);
    const sums = correlate(planes, width, kernel, { size, stride, dilation }, rows, columns, room);
    return { sums, ends: ends(sums) };
  });

  function now() {
    const photo = photoOf(get("photo"));
    const { size, stride, dilation } = slide();
    const pads = [padsOf(photo.height, slide()), padsOf(photo.width, slide())];
    const [rows, columns] = [placesOf(photo.height, slide()), placesOf(photo.width, slide())];
    const seen = planesSeen(photo, get("channel"));
    const planes = planesPadded(seen, photo.height, photo.width, ...pads.flat());
    const width = photo.width + pads[1][0] + pads[1][1];
    const height = photo.height + pads[0][0] + pads[0][1];
    const kernel = numbersOf(get("kernel"), get("normalise"));
    const made = sumsOf(planes, width, kernel, size, stride, dilation, rows, columns);
    return { photo, size, stride, dilation, pads, rows, columns, seen, planes, width, height, kernel, made };
  }

  return { now, slide, fits, numbersOf };
}
