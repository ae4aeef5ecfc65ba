/**
 * How long tests wait for what must happen, in milliseconds. It is no goal: machines that run tests are shared, and a
 * test that fails because its machine was busy shows nothing. Tests print how long things took, and benches measure it.
 */
export const PATIENCE_MS = 60_000;
