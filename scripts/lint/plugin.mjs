import { relative, sep } from 'node:path';
import { importViolation } from './layers.mjs';

/**
 * The part of a syntax node and of a rule's context that the rules below look at.
 * @typedef {{ type: string, name?: string, value?: unknown, source?: Node | null, object?: Node, property?: Node,
 *   callee?: Node, arguments?: Node[] }} Node
 * @typedef {{ cwd: string, filename: string, report: (finding: { node: Node, message: string }) => void }} Context
 */

/** Keeps imports pointing inwards, as layers.mjs draws them. */
const layers = {
  create(/** @type {Context} */ context) {
    const file = projectPath(context);
    const check = (/** @type {Node} */ node) => {
      if (typeof node.source?.value !== 'string') return;
      const violation = importViolation(file, node.source.value);
      if (violation !== null) context.report({ node, message: violation });
    };
    return {
      ImportDeclaration: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
      ImportExpression: check,
      TSImportType: check,
    };
  },
};

const PURE = /^(?:shared|renderer)\//;
const DATE_CONVERSIONS = /^(?:shared\/domain\/time\.ts|renderer\/)|\.test\.tsx?$/;

/** Time and chance are given to the pure parts, never taken by them. */
const givenTime = {
  create(/** @type {Context} */ context) {
    const file = projectPath(context);
    if (!PURE.test(file)) return {};
    const report = (/** @type {Node} */ node, /** @type {string} */ message) => context.report({ node, message });
    return {
      MemberExpression(/** @type {Node} */ node) {
        const name = `${nameOf(node.object)}.${nameOf(node.property)}`;
        if (name === 'Date.now') report(node, 'Take the time from the event or the clock, not from Date.now');
        if (name === 'Math.random') report(node, 'Take randomness from a seed, not from Math.random');
      },
      NewExpression(/** @type {Node} */ node) {
        if (nameOf(node.callee) !== 'Date') return;
        const isConversion = node.arguments?.length !== 0;
        if (!isConversion) report(node, 'Take the time from the event or the clock, not from new Date()');
        else if (!DATE_CONVERSIONS.test(file)) report(node, 'Conversions of time live in shared/domain/time.ts');
      },
      CallExpression(/** @type {Node} */ node) {
        if (nameOf(node.callee) === 'Date') report(node, 'Take the time from the event or the clock, not from Date()');
      },
    };
  },
};

function projectPath(/** @type {{ cwd: string, filename: string }} */ { cwd, filename }) {
  return relative(cwd, filename).split(sep).join('/');
}

function nameOf(/** @type {Node | undefined} */ node) {
  return node?.type === 'Identifier' ? node.name : '';
}

export default { meta: { name: 'desk' }, rules: { layers, 'given-time': givenTime } };
