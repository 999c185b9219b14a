/**
 * Okabe and Ito's colours, which stay apart for readers with any kind of colour blindness; dashes and shades tell them
 * apart in print.
 *
 * Source: Okabe & Ito, Color Universal Design (2008), https://jfly.uni-koeln.de/color/.
 */
export const palette = {
  blue: '#0072b2',
  vermilion: '#d55e00',
  green: '#009e73',
  purple: '#cc79a7',
  sky: '#56b4e9',
  /** For what is data and not inference. */
  ink: '#1f2937',
  /** For what is there to compare with. */
  grey: '#6b7280',
} as const;
