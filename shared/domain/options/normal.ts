/**
 * The normal distribution to double precision, after W. J. Cody, "Rational Chebyshev approximations for the
 * error function", Math. Comp. 23 (1969), in the form of his CALERF (1990): relative error below 1e-15, far into
 * the tails, where option premiums are differences of almost equal numbers.
 */

const ONE_OVER_SQRT_PI = 0.5641895835477563;
const ONE_OVER_SQRT_2_PI = 0.3989422804014327;

/** Up to here the approximation is one of erf, beyond one of erfcx. */
const SMALL = 0.46875;

/** The density of the standard normal distribution. */
export function normalDensity(x: number): number {
  return ONE_OVER_SQRT_2_PI * Math.exp(-0.5 * x * x);
}

/** The probability that a standard normal variable stays below `x`. */
export function normalCdf(x: number): number {
  return 0.5 * erfc(-x * Math.SQRT1_2);
}

/** The complementary error function. */
export function erfc(x: number): number {
  const y = Math.abs(x);
  if (y <= SMALL) return 1 - smallErf(x);
  const tail = expOfMinusSquare(y) * erfcxOf(y);
  return x < 0 ? 2 - tail : tail;
}

/** exp(x²)·erfc(x), which stays of moderate size where erfc underflows. Overflows to infinity below −26. */
export function erfcx(x: number): number {
  const y = Math.abs(x);
  if (y <= SMALL) return Math.exp(x * x) * (1 - smallErf(x));
  return x < 0 ? 2 * Math.exp(x * x) - erfcxOf(y) : erfcxOf(y);
}

/** Squares in two parts: the rounding error of y² would be multiplied by y² in the exponential. */
function expOfMinusSquare(y: number): number {
  const coarse = Math.trunc(y * 16) / 16;
  return Math.exp(-coarse * coarse) * Math.exp(-(y - coarse) * (y + coarse));
}

function erfcxOf(y: number): number {
  return y <= 4 ? middleErfcx(y) : largeErfcx(y);
}

function smallErf(x: number): number {
  const z = x * x;
  const numerator =
    (((0.18577770618460315 * z + 3.1611237438705655) * z + 113.86415415105016) * z + 377.485237685302) * z +
    3209.3775891384694;
  const denominator =
    (((z + 23.601290952344122) * z + 244.02463793444417) * z + 1282.6165260773723) * z + 2844.236833439171;
  return (x * numerator) / denominator;
}

function middleErfcx(y: number): number {
  const numerator =
    (((((((2.1531153547440383e-8 * y + 0.5641884969886701) * y + 8.883149794388377) * y + 66.11919063714163) * y +
      298.6351381974001) *
      y +
      881.952221241769) *
      y +
      1712.0476126340707) *
      y +
      2051.0783778260716) *
      y +
    1230.3393547979972;
  const denominator =
    (((((((y + 15.744926110709835) * y + 117.6939508913125) * y + 537.1811018620099) * y + 1621.3895745666903) * y +
      3290.7992357334597) *
      y +
      4362.619090143247) *
      y +
      3439.3676741437216) *
      y +
    1230.3393548037495;
  return numerator / denominator;
}

function largeErfcx(y: number): number {
  const z = 1 / (y * y);
  const numerator =
    ((((0.016315387137302097 * z + 0.30532663496123236) * z + 0.36034489994980445) * z + 0.12578172611122926) * z +
      0.016083785148742275) *
      z +
    6.587491615298378e-4;
  const denominator =
    ((((z + 2.568520192289822) * z + 1.8729528499234673) * z + 0.5279051029514285) * z + 0.06051834131244132) * z +
    0.0023352049762686918;
  return (ONE_OVER_SQRT_PI - (z * numerator) / denominator) / y;
}
