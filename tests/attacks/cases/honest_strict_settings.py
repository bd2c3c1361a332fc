"""Warnings and floating-point trouble turned into errors, a debugger at hand, other print options."""

# %% [extra before:mean_light]
import faulthandler
import sys
import warnings

warnings.filterwarnings("error")
np.seterr(all="raise")
np.set_printoptions(precision=2, suppress=True, threshold=5)
sys.setrecursionlimit(5000)
%xmode Verbose
%pdb off

# %% [extra end]
print("it ran to the end")
