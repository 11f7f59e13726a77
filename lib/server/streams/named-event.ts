export interface NamedEvent<Name extends string = string, Data = unknown> {
  readonly event: Name;
  readonly data: Data;
}
