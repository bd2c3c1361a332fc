// Numbers as they are written and typed in the kernel explorer.

/** Whole numbers in full, others with three digits that count; a real minus sign. */
export function written(value) {
  const whole = Math.round(value);
  const text = Math.abs(value - whole) < 1e-9 || Math.abs(value) >= 1000 ? String(whole) : String(Number(value.toPrecision(3)));
  return text.replace("-", "−");
}

/** What was typed: a number, or a fraction such as 1/9; null where it is neither, or not yet. */
export function typed(text) {
  const parts = text.trim().replaceAll("−", "-").replaceAll(",", ".").split("/");
  if (parts.length > 2 || parts.some((part) => !/^\s*[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?\s*$/i.test(part))) return null;
  const value = parts.map(Number).reduce((above, below) => above / below);
  return Math.abs(value) <= 1e6 ? value : null;
}

/** The step of a drag: a tenth of the kernel's order of magnitude. */
export const stepOf = (numbers) => 10 ** Math.max(-3, Math.floor(Math.log10(Math.max(...numbers.map(Math.abs)) || 1) + 1e-9) - 1);

/** Round to a step without leaving 0.30000000000000004 behind. */
export const onStep = (value, step) => Number((Math.round(value / step) * step).toPrecision(12));

/** A round number not below another: 1, 2 or 5 times a power of ten. */
export function roundUp(value) {
  const power = 10 ** Math.floor(Math.log10(value));
  return power * [1, 2, 5, 10].find((part) => part * power >= value * 0.999999);
}
