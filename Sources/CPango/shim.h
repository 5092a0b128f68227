#pragma once
// Cairo's types come from its own module, so that they are the same types everywhere.
#include "../CCairo/shim.h"
#include <pango/pangocairo.h>
