// First of all: what comes before it is not taken over, and renders itself anew.
import '@lit-labs/ssr-client/lit-element-hydrate-support.js';
import 'mfa-elements/define/mfa-config';
import 'mfa-elements/define/mfa-otp-request';
import 'mfa-elements/define/mfa-otp-verify';

document.addEventListener('mfa-otp-verified', () => location.assign('/welcome'));
