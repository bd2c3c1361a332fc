// The convolution arithmetic explorer's face: one layer on a grid above, a stack of layers below.

import { begin, chooser, clamp, heading, make, note, player, shown, slider, status } from "../frame/parts.js";
import { showFormula } from "./formula.js";
import { counted, grids } from "./grids.js";
import { stackPart } from "./stack.js";
import { obstacle, readers, unused, windowsOf } from "./windows.js";

const SETTINGS = ["input_side", "kernel_size", "padding", "stride", "dilation", "transposed", "output_padding"];
const SLIDERS = ["input_side", "kernel_size", "padding", "stride", "dilation", "output_padding"];

/** As NumPy would write the places read: 2:5, or 2:7:2 with gaps. */
const slice = (start, one) => `${start}:${start + one.window}${one.dilation > 1 ? `:${one.dilation}` : ""}`;

/** Numbers in rows as 1–4, 6, 8: the first few of them. */
function ranges(numbers) {
  const found = [];
  for (const number of numbers) {
    if (found.length && found[found.length - 1][1] === number - 1) found[found.length - 1][1] = number;
    else found.push([number, number]);
  }
  return [...found.slice(0, 6).map(([from, to]) => (from === to ? String(from) : `${from}–${to}`)), ...(found.length > 6 ? ["…"] : [])].join(", ");
}

function render({ model, el }) {
  const face = begin(model, el, "arithmetic");
  const { texts, say, get, tell, follow } = face;
  const state = () => Object.fromEntries([...SETTINGS, "step", "pixel"].map((name) => [name, get(name)]));

  const [title, task] = [heading(), note()];
  const picture = grids({ jump: (step) => tell({ step, pixel: [] }), choose: (pixel) => tell({ pixel }) });
  const walk = player((step) => tell({ step, pixel: [] }), { every: () => clamp(12000 / Math.max(1, outputsNow() ** 2), 60, 450) });
  const code = make("code", { class: "numpy" });
  const said = status();
  const modes = chooser((mode) => tell({ transposed: mode === "transposed" }));
  const words = chooser((word) => tell({ padding: word }));
  const sliders = Object.fromEntries(SLIDERS.map((name) => [name, slider({ low: 0, high: 1, step: 1, act: (value) => set(name, value) })]));
  const alarm = make("p", { class: "alarm", role: "status" });
  const formula = make("div", { class: "formula", role: "math" });
  const remarks = make("div", { class: "remarks", role: "status" });
  const stack = stackPart(face);

  el.replaceChildren(make("div", { class: "petals-stack" },
    make("section", {}, title, task, make("div", { class: "petals-columns first" },
      make("div", {}, picture.node, walk.node, code, said),
      make("div", { class: "controls" }, modes.node, sliders.input_side.node, sliders.kernel_size.node, sliders.padding.node, words.node,
        sliders.stride.node, sliders.dilation.node, sliders.output_padding.node, formula, alarm, remarks))),
    stack.node));

  function set(name, value) {
    const [low, high] = get("limits")[name];
    tell({ [name]: clamp(Math.round(value), low, high) });
  }
  function outputsNow() {
    const now = state();
    const one = windowsOf(now);
    return obstacle(now, one) ? 0 : one.outputs;
  }

  function drawControls(now, one) {
    modes.show({ name: texts().mode, options: [["convolution", texts().convolution], ["transposed", texts().transposed]],
      value: now.transposed ? "transposed" : "convolution" });
    words.show({ name: texts().padding_words, options: ["valid", "same", "full"].map((word) => [word, word]), value: now.padding });
    const padding = typeof now.padding === "number" ? now.padding : (now.transposed ? one.crop : [one.before])[0];
    const values = { ...now, padding, output_padding: now.padding === "same" && now.transposed ? one.added : now.output_padding };
    const labels = { input_side: say("input_side"), kernel_size: say("kernel_size"), padding: say("padding"), stride: say("stride"),
      dilation: say("dilation"), output_padding: say("output_padding") };
    for (const name of SLIDERS) {
      const [low, high] = get("limits")[name];
      sliders[name].show({ name: labels[name], numberName: say("as_number", { name: labels[name] }), value: values[name], low, high,
        disabled: name === "output_padding" && now.padding === "same" });
    }
    sliders.output_padding.node.style.display = now.transposed ? "" : "none";
  }

  function drawWords(now, one, problem, outputs) {
    const padded = Math.max(0, one.total);
    alarm.textContent = problem ? say(problem, { window: one.window, padded: shown(one.total), most: Math.max(now.stride, now.dilation) - 1 }) : "";
    code.style.visibility = problem ? "hidden" : "";
    said.textContent = "";
    if (problem) return;
    const step = clamp(now.step, 0, outputs ** 2 - 1);
    const [row, column] = [Math.floor(step / outputs), step % outputs];
    const name = now.transposed ? "spread" : padded > one.side ? "padded" : "image";
    const kernel = now.transposed ? "kernel[::-1, ::-1]" : "kernel";
    code.textContent = `output[${row}, ${column}] = (${name}[${slice(row * one.stride, one)}, ${slice(column * one.stride, one)}] * ${kernel}).sum()`;
    if (now.pixel.length) {
      const count = readers(one, now.pixel[0]).length * readers(one, now.pixel[1]).length;
      said.textContent = say(now.transposed ? "pixel_spreads" : "pixel_read", { row: now.pixel[0], column: now.pixel[1], count, all: outputs ** 2 });
    } else {
      const [pixels, all] = counted(one, outputs, step);
      said.textContent = say(pixels === all ? "reads_all" : "reads_some", { row, column, pixels, all, zeros: all - pixels });
    }
  }

  function drawRemarks(now, one, problem) {
    const found = [];
    const left = problem ? [] : unused(one);
    const spare = now.transposed || problem ? 0 : (one.total - one.window) % one.stride;
    const both = { before: now.transposed ? one.crop[0] : one.before, after: now.transposed ? one.crop[1] : one.after };
    if (left.length) found.push(say("not_used", { count: one.side ** 2 - (one.side - left.length) ** 2, places: ranges(left) }));
    else if (spare) found.push(say("spare", { spare }));
    if (now.padding === "same" && both.before !== both.after) found.push(say("same_uneven", { both: both.before + both.after, ...both }));
    if (now.padding === "same" && now.stride > 1) found.push(say(now.transposed ? "same_transposed" : "same_stride", { outputs: one.outputs }));
    if (now.stride > 1 && now.dilation > 1) found.push(say("keras_refuses"));
    remarks.replaceChildren(...found.map((text) => make("p", { class: "note" }, text)));
  }

  function draw() {
    const now = state();
    const one = windowsOf(now);
    const problem = obstacle(now, one);
    const outputs = problem ? 0 : one.outputs;
    title.textContent = texts().title;
    task.textContent = now.transposed ? texts().task_transposed : texts().task;
    drawControls(now, one);
    const padded = Math.max(0, one.total);
    const over = say(now.transposed ? "title_spread" : padded > one.side ? "title_padded" : "title_input", { side: one.side, padded });
    picture.draw(now, one, outputs, texts(), say, [over, problem ? "" : say("title_output", { side: outputs })]);
    const last = Math.max(0, outputs ** 2 - 1);
    walk.show({ frame: Math.min(now.step, last), last, texts: texts(), name: texts().player });
    drawWords(now, one, problem, outputs);
    drawRemarks(now, one, problem);
    formula.style.display = get("formula") ? "" : "none";
    showFormula(formula, now, one);
  }

  const watch = new ResizeObserver(() => {
    picture.resize(picture.node.parentElement.clientWidth);
    stack.resize();
    draw();
    stack.draw();
  });
  watch.observe(el);
  const leave = follow({ [`${SETTINGS.join(" ")} step pixel formula texts`]: draw, "layers stack_side unit texts": stack.draw });
  stack.draw();
  return () => {
    watch.disconnect();
    walk.stop();
    leave();
  };
}

export default { render };
