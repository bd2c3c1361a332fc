// Polynomials fitted by least squares with a ridge penalty, as in polynomial.py: Legendre polynomials, solved by Householder's QR.

export const MOST_DEGREE = 15;
const FLOOR = 1e-9;

// Legendre polynomials at x, by Bonnet's recursion.
function legendre(x, degree) {
  const values = [1, x];
  for (let order = 2; order <= degree; order += 1) {
    values.push(((2 * order - 1) * x * values[order - 1] - (order - 1) * values[order - 2]) / order);
  }
  return values.slice(0, degree + 1);
}

/** Least squares by Householder's reflections; `rows` and `wanted` are changed. */
function solve(rows, wanted, columns) {
  for (let column = 0; column < columns; column += 1) {
    let size = 0;
    for (let row = column; row < rows.length; row += 1) size += rows[row][column] ** 2;
    const length = rows[column][column] > 0 ? -Math.sqrt(size) : Math.sqrt(size);
    const mirror = rows.slice(column).map((row) => row[column]);
    mirror[0] -= length;
    const scale = mirror.reduce((sum, one) => sum + one * one, 0);
    if (scale === 0) continue;
    const reflect = (read, write) => {
      let along = 0;
      for (let at = 0; at < mirror.length; at += 1) along += mirror[at] * read(at + column);
      for (let at = 0; at < mirror.length; at += 1) write(at + column, read(at + column) - (2 * along / scale) * mirror[at]);
    };
    for (let other = column; other < columns; other += 1) reflect((row) => rows[row][other], (row, value) => { rows[row][other] = value; });
    reflect((row) => wanted[row], (row, value) => { wanted[row] = value; });
  }
  const found = new Array(columns).fill(0);
  for (let column = columns - 1; column >= 0; column -= 1) {
    let left = wanted[column];
    for (let other = column + 1; other < columns; other += 1) left -= rows[column][other] * found[other];
    found[column] = left / rows[column][column];
  }
  return found;
}

/** Fit a polynomial to [[x, y] …]; gives coefficients of Legendre polynomials. */
export function fit(points, degree, regularisation) {
  const rows = points.map(([x]) => legendre(x, degree));
  const wanted = points.map(([, y]) => y);
  for (let order = 0; order <= degree; order += 1) {
    const penalty = (order ? regularisation : 0) + FLOOR;
    rows.push(Array.from({ length: degree + 1 }, (_, at) => (at === order ? Math.sqrt(points.length * penalty) : 0)));
    wanted.push(0);
  }
  return solve(rows, wanted, degree + 1);
}

export const predict = (coefficients, x) => legendre(x, coefficients.length - 1).reduce((sum, value, order) => sum + value * coefficients[order], 0);

export const loss = (coefficients, points) => points.reduce((sum, [x, y]) => sum + (predict(coefficients, x) - y) ** 2, 0) / points.length;

/** Training and validation losses of degrees 1 to 15, and the coefficients of each. */
export function capacityCurve(train, validation, regularisation) {
  const fits = Array.from({ length: MOST_DEGREE }, (_, place) => fit(train, place + 1, regularisation));
  return { fits, train: fits.map((one) => loss(one, train)), validation: fits.map((one) => loss(one, validation)) };
}
