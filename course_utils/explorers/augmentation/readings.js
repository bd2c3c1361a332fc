// What a strength means, in the units a student knows: degrees, pixels, percent.

import { shown } from "../frame/parts.js";

const READINGS = { brightness: "reading_brightness", contrast: "reading_contrast", crop: "reading_crop", noise: "reading_noise", option: "reading_option",
  percent: "reading_percent", share: "reading_share", shift: "reading_shift", turn: "reading_turn", zoom: "reading_zoom" };
const FLIPS = { horizontal: "flips_horizontal", horizontal_and_vertical: "flips_horizontal_and_vertical", vertical: "flips_vertical" };

/** The key of the text that says which way a step flips, or null. */
export const flips = (detail) => FLIPS[detail] ?? null;

const percent = (value) => shown(Math.round(value * 1000) / 10);

/** The text's key and fields for a step at a strength; `side` is the longer side of the images in pixels. */
export function reading(step, value, side) {
  const { unit, option } = step.strength;
  return [READINGS[unit], {
    amount: shown(value * step.extent),
    degrees: shown(Math.round(value * 3600) / 10),
    option,
    percent: percent(value),
    pixels: shown(Math.round(value * side * 10) / 10),
    times: shown(1 + value),
    value: shown(value),
  }];
}

const asRead = (name, value) => (name === "percent" ? percent(value / 100) : name.startsWith("wanted_") ? String(value) : shown(value));

/** Numbers of a note as a reader wants them: what is to be typed as code keeps its hyphen. */
export const written = (fields) => Object.fromEntries(Object.entries(fields).map(([name, value]) =>
  [name, typeof value === "number" ? asRead(name, value) : value]));
