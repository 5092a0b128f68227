#pragma once
// FreeType's types come from its own module, so that they are the same types everywhere.
#include "../CFreeType/shim.h"
#include <hb.h>
#include <hb-ft.h>
