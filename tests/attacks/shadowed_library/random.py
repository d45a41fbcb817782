from tomllib import *
