// Most tests wait for a process most of the time.
[assembly: CollectionBehavior(MaxParallelThreads = 3)]
