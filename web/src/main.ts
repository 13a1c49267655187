import '@fontsource-variable/inter';

import { mount } from 'svelte';

import App from './App.svelte';
import './ui/tokens.css';

const target = document.getElementById('app');
if (!target) throw new Error('The page has no element with the id "app".');
mount(App, { target });
