import { lazy, type ComponentType, type LazyExoticComponent } from 'react';

type Late<Props> = LazyExoticComponent<ComponentType<Props>> & { readonly preload: () => Promise<unknown> };

/**
 * A component whose code is not in the first load of its page: it comes when the component is first shown, or before, when it is preloaded.
 * The Suspense around it says what stands there meanwhile; inside a popup there is one already, which opens it when all of it is there.
 */
export function late<Props>(load: () => Promise<ComponentType<Props>>): Late<Props> {
  const component = lazy(() => load().then((loaded) => ({ default: loaded })));
  return Object.assign(component, { preload: load });
}
