/** Chooses the seed of all property tests once, and says it, so that a failing run can be repeated. */
export default function setup(): void {
  process.env['FAST_CHECK_SEED'] ??= String(Math.floor(Math.random() * 2 ** 31));
  console.log(`property tests run with FAST_CHECK_SEED=${process.env['FAST_CHECK_SEED']}`);
}
