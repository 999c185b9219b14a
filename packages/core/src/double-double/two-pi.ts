/** 2π: its two leading float64 numbers, error below 2⁻¹⁰⁷ relative. */
export const TWO_PI = { hi: 6.283185307179586, lo: 2.4492935982947064e-16 } as const;
