/** Why a row of a tenant's table was refused. */
export interface FactError {
  /** Of the file, 1-based; the heading is line 1. 0: the file as a whole. */
  line: number;
  /** Heading of the column; empty where it is the row. */
  field: string;
  rule:
    | 'encoding'
    | 'csv'
    | 'heading'
    | 'cells'
    | 'required'
    | 'npi'
    | 'date'
    | 'dateOrder'
    | 'value'
    | 'length'
    | 'unusable';
  message: string;
}
