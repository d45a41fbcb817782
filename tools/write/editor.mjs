// The editor of the exercises: the parts of CodeMirror that it needs, in Spanish, as one bundle (site/runtime/editor.js).
import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { python, pythonLanguage } from "@codemirror/lang-python";
import {
  bracketMatching,
  codeFolding,
  foldEffect,
  foldKeymap,
  HighlightStyle,
  indentOnInput,
  indentUnit,
  syntaxHighlighting,
} from "@codemirror/language";
import { EditorState } from "@codemirror/state";
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
  "folded code": "código plegado",
  unfold: "desplegar",
  "Folded lines": "Líneas plegadas",
  "Unfolded lines": "Líneas desplegadas",
  to: "a",
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
 * An editor of Python in `parent`, with the docstring of its function folded and what is to be replaced selected.
 *
 * `label` is its accessible name; `firstLine`, the number of its first line; `onChange(text)` is called after each edit
 * and `onRun()` on Ctrl+Enter. Tab indents, as code needs; Escape and then Tab leaves.
 */
export function createEditor({ parent, text, label, firstLine, onChange, onRun }) {
  const view = new EditorView({
    parent,
    doc: text,
    extensions: [
      lineNumbers({ formatNumber: (line) => String(line + firstLine - 1) }),
      highlightActiveLineGutter(),
      highlightSpecialChars(),
      history(),
      drawSelection(),
      EditorView.lineWrapping,
      indentOnInput(),
      indentUnit.of("    "),
      EditorState.tabSize.of(4),
      bracketMatching(),
      closeBrackets(),
      autocompletion({ activateOnTyping: false }),
      highlightActiveLine(),
      python(),
      codeFolding({ placeholderText: '…"""' }),
      syntaxHighlighting(colours),
      spanish,
      keymap.of([
        { key: "Mod-Enter", run: () => (onRun(), true) },
        ...closeBracketsKeymap,
        ...defaultKeymap.filter(({ key }) => key !== "Mod-Enter"),
        ...historyKeymap,
        ...foldKeymap,
        ...completionKeymap,
        indentWithTab,
      ]),
      EditorView.contentAttributes.of({ "aria-label": label, spellcheck: "false", translate: "no" }),
      EditorView.updateListener.of((update) => update.docChanged && onChange(update.state.doc.toString())),
    ],
  });
  const arrange = () => {
    const { docstring, todo } = landmarks(view.state.doc.toString());
    view.dispatch({
      selection: todo ? { anchor: todo.from, head: todo.to } : { anchor: view.state.doc.length },
      effects: docstring ? foldEffect.of(docstring) : [],
    });
  };
  arrange();
  return {
    focus: () => view.focus(),
    text: () => view.state.doc.toString(),
    setText: (value) => {
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: value } });
      arrange();
    },
    destroy: () => view.destroy(),
  };
}

/** Of the first function of a text with a docstring of several lines: all but its first line, and the line of its stub. */
function landmarks(text) {
  const found = /^ +("""|''')(?:(?!\1)[^\n])+(\n[\s\S]*?\1)/m.exec(text);
  const stub = /^ +(raise NotImplementedError\(.*\))$/m.exec(text);
  return {
    docstring: found && { from: found.index + found[0].length - found[2].length, to: found.index + found[0].length },
    todo: stub && { from: stub.index + stub[0].length - stub[1].length, to: stub.index + stub[0].length },
  };
}

/** Each top-level statement of a module, however broken: where it stands, and its name if it defines a function. */
export function topLevel(text) {
  const found = [];
  for (let node = pythonLanguage.parser.parse(text).topNode.firstChild; node; node = node.nextSibling) {
    const defined = node.name === "DecoratedStatement" ? node.getChild("FunctionDefinition") : node;
    const name = defined?.name === "FunctionDefinition" ? defined.getChild("VariableName") : null;
    found.push({ from: node.from, to: node.to, name: name && text.slice(name.from, name.to) });
  }
  return found;
}
