/* Sites are made in several requests; each one is begun by the page that the last one answered with. */

const form = document.querySelector('[data-going-on]');
form.querySelector('button').disabled = true;
form.submit();
