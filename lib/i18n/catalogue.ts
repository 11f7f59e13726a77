import type { en } from './en';

/** A text that depends on `{count}`: the forms are those of Intl.PluralRules. What has an `other` is one, so no group may. */
interface Plural {
  readonly other: string;
}

type Forms<Node> = Node extends Plural ? Node[keyof Node] | '{count}' : Node;

type Keys<Node> = {
  [Name in keyof Node & string]: Node[Name] extends string | Plural ? Name : `${Name}.${Keys<Node[Name]>}`;
}[keyof Node & string];

type At<Node, Path extends string> = Path extends `${infer Head}.${infer Rest}`
  ? Head extends keyof Node
    ? At<Node[Head], Rest>
    : never
  : Path extends keyof Node
    ? Forms<Node[Path]>
    : never;

type Names<Text> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | Names<Rest> : never;

type Translated<Node> = {
  readonly [Name in keyof Node]: Node[Name] extends string
    ? string
    : Node[Name] extends Plural
      ? Plural & Partial<Record<Intl.LDMLPluralRule, string>>
      : Translated<Node[Name]>;
};

/** Every visible word of the console in one language. English says which keys there are. */
export type Catalogue = Translated<typeof en>;

/** A key of the catalogue, dotted: `topics.create.title`. */
export type TextKey = Keys<typeof en>;

/** The placeholders in the text of a key. */
export type TextNames<Key extends TextKey> = Names<At<typeof en, Key>>;
