import 'htmx.org';
import '../../src/define/all.js';
