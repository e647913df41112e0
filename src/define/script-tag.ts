/** The script-tag build: every tag registered, and what a page without a bundler may import besides. */
import './all.js';

export * from '../index.js';
