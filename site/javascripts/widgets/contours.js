// The lines of a height on a plane, closed and smooth: what is within them is higher.

/** The `d` of a path around where f is above each level. They are for `plane.below` or `plane.inside`, which cut them. */
export function contours(plane, f, levels, columns = 72, rows = 48) {
  // Around the grid stands a frame where nothing is above any level: it closes every line, out of sight.
  const [across, down] = [columns + 3, rows + 3];
  const [width, height] = [(plane.width - 2 * plane.pad) / columns, (plane.height - 2 * plane.pad) / rows];
  const heights = new Float64Array(across * down).fill(-Infinity);
  for (let row = 0; row <= rows; row++) {
    for (let column = 0; column <= columns; column++) {
      const x = plane.x[0] + ((plane.x[1] - plane.x[0]) * column) / columns;
      const y = plane.y[1] - ((plane.y[1] - plane.y[0]) * row) / rows;
      heights[(row + 1) * across + column + 1] = f(x, y);
    }
  }

  /** Where the line crosses the side between two neighbours of the grid. */
  const crossing = (level, here, there) => {
    const [low, high] = [heights[here], heights[there]];
    const share = Number.isFinite(low) && Number.isFinite(high) ? (level - low) / (high - low) : 0.5;
    const [x, y] = [here, there].map((each) => [(each % across) - 1, Math.floor(each / across) - 1]).reduce((from, to) => [0, 1].map((axis) => from[axis] + share * (to[axis] - from[axis])));
    return `${(plane.pad + x * width).toFixed(1)} ${(plane.pad + y * height).toFixed(1)}`;
  };

  return levels.map((level) => {
    // Clockwise around a cell, the line leads from where one comes out of the high ground to where one goes in again.
    const next = new Map();
    const places = new Map();
    for (let row = 0; row < down - 1; row++) {
      for (let column = 0; column < across - 1; column++) {
        const first = row * across + column;
        const corners = [first, first + 1, first + across + 1, first + across];
        const above = corners.map((corner) => heights[corner] > level);
        if (above.every((each) => each === above[0])) continue;
        const sides = [0, 1, 2, 3].filter((side) => above[side] !== above[(side + 1) % 4]);
        const keys = sides.map((side) => {
          const [here, there] = [corners[side], corners[(side + 1) % 4]].sort((one, other) => one - other);
          const key = 2 * here + (there - here === 1 ? 0 : 1);
          if (!places.has(key)) places.set(key, crossing(level, here, there));
          return key;
        });
        sides.forEach((side, index) => {
          if (above[side]) next.set(keys[index], keys[(index + 1) % keys.length]);
        });
      }
    }
    let d = "";
    for (const start of next.keys()) {
      let pen = "M";
      for (let at = start; next.has(at); pen = "L") {
        d += pen + places.get(at);
        const following = next.get(at);
        next.delete(at);
        at = following;
      }
      if (pen === "L") d += "z";
    }
    return d;
  });
}
