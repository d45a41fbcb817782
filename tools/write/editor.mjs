// The editor of the exercises: the parts of CodeMirror that it needs, in Spanish, as one bundle (site/runtime/editor.js).
import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { python } from "@codemirror/lang-python";
import {
  bracketMatching,
  HighlightStyle,
  indentOnInput,
  indentUnit,
  syntaxHighlighting,
} from "@codemirror/language";
import { Compartment, EditorState } from "@codemirror/state";
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
} from "@codemirror/view";
import { tags } from "@lezer/highlight";

// CodeMirror's own words, as a screen reader says them.
const spanish = EditorState.phrases.of({
  "Control character": "Carácter de control",
  "Selection deleted": "Selección borrada",
  Completions: "Sugerencias",
  "current match": "coincidencia actual",
});

// Colours are the page's (stylesheets/rna.css), so that they follow its light and dark schemes.
const colour = (name) => ({ color: `var(--rna-code-${name})` });
const colours = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword, tags.modifier], ...colour("keyword") },
  { tag: [tags.string, tags.special(tags.string)], ...colour("string") },
  { tag: [tags.number, tags.bool, tags.null], ...colour("number") },
  { tag: [tags.comment], ...colour("comment"), fontStyle: "italic" },
  { tag: [tags.function(tags.definition(tags.variableName)), tags.function(tags.variableName)], ...colour("function") },
]);

/**
 * An editor of Python in `parent`.
 *
 * `label` is its accessible name; `firstLine`, the number of its first line in the student's file; `onChange(text)` is
 * called after each edit and `onRun()` on Ctrl+Enter. Tab indents, as code needs; Escape and then Tab leaves.
 */
export function createEditor({ parent, text, label, firstLine, onChange, onRun }) {
  const numbers = new Compartment();
  const numbered = (first) => lineNumbers({ formatNumber: (line) => String(line + first - 1) });
  const view = new EditorView({
    parent,
    doc: text,
    extensions: [
      numbers.of(numbered(firstLine)),
      highlightActiveLineGutter(),
      highlightSpecialChars(),
      history(),
      drawSelection(),
      indentOnInput(),
      indentUnit.of("    "),
      EditorState.tabSize.of(4),
      bracketMatching(),
      closeBrackets(),
      autocompletion({ activateOnTyping: false }),
      highlightActiveLine(),
      python(),
      syntaxHighlighting(colours),
      spanish,
      keymap.of([
        { key: "Mod-Enter", run: () => (onRun(), true) },
        ...closeBracketsKeymap,
        ...defaultKeymap.filter(({ key }) => key !== "Mod-Enter"),
        ...historyKeymap,
        ...completionKeymap,
        indentWithTab,
      ]),
      EditorView.contentAttributes.of({ "aria-label": label, spellcheck: "false", translate: "no" }),
      EditorView.updateListener.of((update) => update.docChanged && onChange(update.state.doc.toString())),
    ],
  });
  return {
    focus: () => view.focus(),
    text: () => view.state.doc.toString(),
    setText: (value) => view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: value } }),
    setFirstLine: (first) => view.dispatch({ effects: numbers.reconfigure(numbered(first)) }),
    destroy: () => view.destroy(),
  };
}
