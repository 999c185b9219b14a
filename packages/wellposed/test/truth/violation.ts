/** What a case breaks. */
export interface Violation {
  readonly law:
    'thrown' | 'nan' | 'claim' | 'flag' | 'rank' | 'statistic' | 'prediction' | 'residual' | 'saved' | 'refused';
  /** Which number, for counting. */
  readonly what: string;
  readonly sentence: string;
}
