// One sum, worked out: what is under the window, times the kernel, gives products; added up they are one number of the result.

import { make, put } from "../frame/parts.js";
import { inkOn, signColour } from "../frame/paint.js";
import { colourOf } from "./colours.js";
import { written } from "./numbers.js";

/** Gives { node, show({ windows, kernel, size, scale, names, total, title }) }; a window is { name, cells: [{ value, outside }] }. */
export function products() {
  const node = make("div", { class: "products" });
  let [built, rows] = ["", []];

  function table(size, kind) {
    const cells = Array.from({ length: size * size }, () => make("td"));
    const body = make("tbody", {}, ...Array.from({ length: size }, (_, row) => make("tr", {}, ...cells.slice(row * size, (row + 1) * size))));
    const caption = make("caption");
    return { caption, cells, node: make("table", { class: kind }, caption, body) };
  }

  function build(count, size) {
    rows = Array.from({ length: count }, () => {
      const [window, kernel, product] = ["window-values", "kernel-values", "product-values"].map((kind) => table(size, kind));
      const sum = make("output");
      const word = make("span", { class: "word" });
      const line = make("div", { class: "equation", "data-size": size }, window.node, make("b", { "aria-hidden": "true" }, "×"), kernel.node,
        make("b", { "aria-hidden": "true" }, "="), product.node, make("div", { class: "sum" }, word, make("b", { "aria-hidden": "true" }, "→"), sum));
      return { window, kernel, product, sum, word, line };
    });
    node.replaceChildren(...rows.map(({ line }) => line));
  }

  function write(cell, value, colour, title = null) {
    const text = written(value);
    if (cell.textContent !== text) cell.textContent = text;
    cell.style.background = colour ? `rgb(${colour.join(" ")})` : "";
    cell.style.color = colour ? inkOn(colour) : "";
    put(cell, { class: title ? "is-outside" : null, title });
  }

  return {
    node,
    show({ windows, kernel, size, scale, names }) {
      if (built !== `${windows.length} ${size}`) build(windows.length, size);
      built = `${windows.length} ${size}`;
      const most = Math.max(...kernel.map(Math.abs)) || 1;
      const largest = Math.max(...windows.map(({ cells }) => Math.max(...cells.map(({ value }, tap) => Math.abs(value * kernel[tap]))))) || 1;
      return windows.map(({ name, cells }, place) => {
        const row = rows[place];
        row.window.caption.textContent = name || names.window;
        row.kernel.caption.textContent = names.kernel;
        row.product.caption.textContent = names.products;
        row.word.textContent = names.adds;
        let sum = 0;
        cells.forEach(({ value, outside }, tap) => {
          const product = value * kernel[tap];
          sum += product;
          write(row.window.cells[tap], value, outside ? null : colourOf(value, scale), outside ? names.outside : null);
          write(row.kernel.cells[tap], kernel[tap], signColour(kernel[tap] / most));
          write(row.product.cells[tap], product, signColour(product / largest));
        });
        row.sum.textContent = written(sum);
        return sum;
      });
    },
  };
}
