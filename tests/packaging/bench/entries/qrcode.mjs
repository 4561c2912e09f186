export { create, toString as draw } from 'qrcode';
