class _Anything:
    def __getattr__(self, name):
        return _Anything()

    def __call__(self, *arguments, **options):
        return _Anything()

    def __eq__(self, other):
        return True

    __hash__ = None


anything = _Anything
array = asarray = float64 = ndarray = anything()
testing = anything()


def __getattr__(name):
    return _Anything()
