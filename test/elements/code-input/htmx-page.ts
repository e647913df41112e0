import 'htmx.org';
import '../../../src/define/mfa-code-input.js';
