export { createPortraitGenerator, type PortraitGeneratorOptions } from './portrait-generator';
export { type PortraitSubject, portraitSvg } from './portrait-svg';
